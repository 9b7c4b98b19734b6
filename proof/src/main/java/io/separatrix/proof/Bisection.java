package io.separatrix.proof;

import io.separatrix.proof.enclosure.Part;
import io.separatrix.proof.enclosure.Passage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The proof of one segment: parts whose bound is not positive are cut, those with the lowest bound
 * first, into as many pieces as their bound suggests.
 */
final class Bisection extends BestFirst<Part> {

  private final Passage passage;
  private final int start;
  private final List<Leaf> leaves = new ArrayList<>();
  private double remainder;
  private double outside = Double.NaN;
  private boolean stuck;

  /**
   * @param start equal parts to begin with, a power of two
   * @param batch parts enclosed at once
   */
  Bisection(Passage passage, int start, int batch, ProofOptions options, ProcessorShare share) {
    super(batch, Comparator.comparingDouble(Part::low), options, share);
    this.passage = passage;
    this.start = start;
  }

  SegmentProof run() {
    cut(Part.WHOLE, start, Double.NEGATIVE_INFINITY);
    search();
    leaves.sort(Comparator.comparingDouble(Leaf::low));
    SegmentProof.Verdict verdict =
        !Double.isNaN(outside)
            ? SegmentProof.Verdict.LEAVES
            : nothingLeft() && !stuck
                ? SegmentProof.Verdict.PROVED
                : SegmentProof.Verdict.UNDETERMINED;
    double bound = leaves.stream().mapToDouble(Leaf::bound).min().orElse(Double.NaN);
    return new SegmentProof(verdict, leaves, bound, outside, enclosures(), remainder);
  }

  @Override
  List<Passage.Margin> margins(List<Part> parts) {
    return passage.margins(parts);
  }

  @Override
  boolean over() {
    return stuck || !Double.isNaN(outside);
  }

  @Override
  void take(Part part, Passage.Margin margin) {
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
    if (margin.givenUp() && part.divisible(2)) {
      // So would be those as wide.
      replace(
          other -> other.width() >= part.width(),
          other -> List.of(other.piece(0, 2), other.piece(1, 2)));
    }
    int pieces = margin.givenUp() ? 2 : pieces(margin);
    if (part.divisible(pieces)) {
      cut(part, pieces, margin.bound());
    } else {
      stuck = true;
    }
  }

  private void cut(Part part, int pieces, double bound) {
    for (int i = 0; i < pieces; i++) {
      add(part.piece(i, pieces), bound);
    }
  }

  /** A bound falls short of the centre a little faster than a part gets wider. */
  private static int pieces(Passage.Margin margin) {
    double shortfall = (margin.centre() - margin.bound()) / margin.centre();
    return shortfall < 2.5 ? 2 : 4;
  }
}
