package io.separatrix.proof;

import io.separatrix.proof.enclosure.Passage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Encloses the parts of a domain, those first that were cut from the part with the lowest bound.
 * Parts are enclosed in batches, one for each thread; what a part's bound is does not depend on its
 * batch, but for the last places of what rounding adds.
 *
 * @param <P> a part
 */
abstract class BestFirst<P> {

  private final int batch;
  private final ProofOptions options;
  private final ProcessorShare share;
  private final PriorityQueue<Pending<P>> pending;
  private long enclosures;

  /** A part to be enclosed, and the bound of the one that it was cut from. */
  private record Pending<P>(P part, double bound) {}

  /**
   * @param batch parts enclosed at once
   * @param order of parts whose bounds are equal
   * @param share what this search and others may use of the processor
   */
  BestFirst(int batch, Comparator<P> order, ProofOptions options, ProcessorShare share) {
    this.share = share;
    this.batch = batch;
    this.options = options;
    this.pending =
        new PriorityQueue<>(
            Comparator.<Pending<P>>comparingDouble(Pending::bound)
                .thenComparing(Pending::part, order));
  }

  /** Bounds of the margin on each part; called by several threads. */
  abstract List<Passage.Margin> margins(List<P> parts);

  /** Takes a part's bound: it is proved, or cut, or ends the search. */
  abstract void take(P part, Passage.Margin margin);

  /** Whether there is no use in going on. */
  abstract boolean over();

  /** Adds a part. */
  final void add(P part, double bound) {
    pending.add(new Pending<>(part, bound));
  }

  /** Puts other parts in the place of those that wait and are so. */
  final void replace(Predicate<P> which, Function<P, List<P>> by) {
    List<Pending<P>> replaced = pending.stream().filter(p -> which.test(p.part())).toList();
    pending.removeAll(replaced);
    replaced.forEach(old -> by.apply(old.part()).forEach(part -> add(part, old.bound())));
  }

  /** Encloses until nothing is left, the search is over or the budget is spent. */
  final void search() {
    ExecutorService workers = Executors.newFixedThreadPool(options.threads());
    try {
      while (!pending.isEmpty() && !over()) {
        List<List<P>> batches = next();
        if (batches.isEmpty()) {
          break;
        }
        take(batches, bounds(batches, workers));
      }
    } finally {
      workers.shutdownNow();
    }
  }

  /** Whether every part was proved. */
  final boolean nothingLeft() {
    return pending.isEmpty();
  }

  /** Parts enclosed so far. */
  final long enclosures() {
    return enclosures;
  }

  /** The parts to enclose next, a batch for each thread; none if the budget is spent. */
  private List<List<P>> next() {
    List<List<P>> batches = new ArrayList<>();
    // Even shares, so that no thread waits for another.
    int size = Math.min(batch, -Math.floorDiv(-pending.size(), options.threads()));
    for (int i = 0; i < options.threads() && !pending.isEmpty(); i++) {
      List<P> parts = new ArrayList<>();
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

  private List<List<Passage.Margin>> bounds(List<List<P>> batches, ExecutorService workers) {
    List<Future<List<Passage.Margin>>> futures = new ArrayList<>();
    for (List<P> parts : batches) {
      futures.add(workers.submit(() -> share.compute(() -> margins(parts))));
    }
    List<List<Passage.Margin>> margins = new ArrayList<>();
    for (Future<List<Passage.Margin>> future : futures) {
      try {
        margins.add(future.get());
      } catch (ExecutionException e) {
        if (e.getCause() instanceof OutOfMemoryError memory) {
          throw memory;
        }
        throw new IllegalStateException("an enclosure failed", e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted in a proof", e);
      }
    }
    return margins;
  }

  private void take(List<List<P>> batches, List<List<Passage.Margin>> margins) {
    for (int i = 0; i < batches.size(); i++) {
      for (int k = 0; k < batches.get(i).size(); k++) {
        take(batches.get(i).get(k), margins.get(i).get(k));
      }
    }
  }
}
