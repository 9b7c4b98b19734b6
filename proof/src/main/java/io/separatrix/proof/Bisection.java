package io.separatrix.proof;

import io.separatrix.proof.enclosure.Part;
import io.separatrix.proof.enclosure.Passage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * One proof: parts whose bound is not positive are cut, those with the lowest bound first, into as
 * many pieces as their bound suggests. Parts are enclosed in batches; what a part's bound is does
 * not depend on its batch.
 */
final class Bisection {

  private final Passage passage;
  private final int start;
  private final int batch;
  private final ProofOptions options;
  private final List<Leaf> leaves = new ArrayList<>();
  private final PriorityQueue<Pending> pending =
      new PriorityQueue<>(
          Comparator.comparingDouble(Pending::bound)
              .thenComparingDouble(pending -> pending.part().low()));
  private long enclosures;
  private double remainder;
  private double outside = Double.NaN;
  private boolean stuck;

  /** A part to be enclosed, and the bound of the one that it was cut from. */
  private record Pending(Part part, double bound) {}

  /**
   * @param start equal parts to begin with, a power of two
   * @param batch parts enclosed at once
   */
  Bisection(Passage passage, int start, int batch, ProofOptions options) {
    this.passage = passage;
    this.start = start;
    this.batch = batch;
    this.options = options;
  }

  SegmentProof run() {
    cut(Part.WHOLE, start, Double.NEGATIVE_INFINITY);
    ExecutorService workers = Executors.newFixedThreadPool(options.threads());
    try {
      while (!pending.isEmpty() && !stuck && Double.isNaN(outside)) {
        List<List<Part>> batches = next();
        if (batches.isEmpty()) {
          break;
        }
        take(batches, bounds(batches, workers));
      }
    } finally {
      workers.shutdownNow();
    }
    leaves.sort(Comparator.comparingDouble(Leaf::low));
    SegmentProof.Verdict verdict =
        !Double.isNaN(outside)
            ? SegmentProof.Verdict.LEAVES
            : pending.isEmpty() && !stuck
                ? SegmentProof.Verdict.PROVED
                : SegmentProof.Verdict.UNDETERMINED;
    double bound = leaves.stream().mapToDouble(Leaf::bound).min().orElse(Double.NaN);
    return new SegmentProof(verdict, leaves, bound, outside, enclosures, remainder);
  }

  /** The parts to enclose next, a batch for each thread; none if the budget is spent. */
  private List<List<Part>> next() {
    List<List<Part>> batches = new ArrayList<>();
    // Even shares, so that no thread waits for another.
    int size = Math.min(batch, -Math.floorDiv(-pending.size(), options.threads()));
    for (int i = 0; i < options.threads() && !pending.isEmpty(); i++) {
      List<Part> parts = new ArrayList<>();
      while (parts.size() < size && !pending.isEmpty() && enclosures < options.enclosures()) {
        parts.add(pending.remove().part());
        enclosures++;
      }
      if (!parts.isEmpty()) {
        batches.add(parts);
      }
    }
    return batches;
  }

  private List<List<Passage.Margin>> bounds(List<List<Part>> batches, ExecutorService workers) {
    List<Future<List<Passage.Margin>>> futures = new ArrayList<>();
    for (List<Part> parts : batches) {
      futures.add(workers.submit(() -> passage.margins(parts)));
    }
    List<List<Passage.Margin>> margins = new ArrayList<>();
    for (Future<List<Passage.Margin>> future : futures) {
      try {
        margins.add(future.get());
      } catch (ExecutionException e) {
        throw new IllegalStateException("an enclosure failed", e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted in a proof", e);
      }
    }
    return margins;
  }

  private void take(List<List<Part>> batches, List<List<Passage.Margin>> margins) {
    for (int i = 0; i < batches.size(); i++) {
      for (int k = 0; k < batches.get(i).size(); k++) {
        take(batches.get(i).get(k), margins.get(i).get(k));
      }
    }
  }

  private void take(Part part, Passage.Margin margin) {
    if (margin.bound() > 0) {
      leaves.add(new Leaf(part.low(), part.high(), margin.bound()));
      remainder = Math.max(remainder, margin.remainder());
      return;
    }
    if (margin.centre() <= 0 && Double.isNaN(outside)) {
      // The centre is off the margin by the remainder at a part of no width, which is no guess.
      Passage.Margin point = passage.marginsAt(new double[] {part.middle()}).get(0);
      if (point.centre() + point.remainder() < 0) {
        outside = part.middle();
      } else if (!(point.bound() > 0)) {
        stuck = true;
      }
    }
    int pieces = pieces(margin);
    if (part.divisible(pieces)) {
      cut(part, pieces, margin.bound());
    } else {
      stuck = true;
    }
  }

  private void cut(Part part, int pieces, double bound) {
    for (int i = 0; i < pieces; i++) {
      pending.add(new Pending(part.piece(i, pieces), bound));
    }
  }

  /** A bound falls short of the centre a little faster than a part gets wider. */
  private static int pieces(Passage.Margin margin) {
    double shortfall = (margin.centre() - margin.bound()) / margin.centre();
    return shortfall < 2.5 ? 2 : 4;
  }
}
