package io.separatrix.proof;

import io.separatrix.proof.enclosure.Passage;
import io.separatrix.proof.enclosure.Square;
import java.util.Comparator;
import java.util.List;

/** The proof of one triangle: squares whose bound is not positive are cut into quarters. */
final class Quadrisection extends BestFirst<Square> {

  /** Larger squares are never proved, and cost as much. */
  private static final int START_LEVEL = 3;

  private final Passage passage;
  private double bound = Double.POSITIVE_INFINITY;
  private double remainder;
  private double outsideU = Double.NaN;
  private double outsideV = Double.NaN;
  private boolean stuck;

  /**
   * @param batch squares enclosed at once
   */
  Quadrisection(Passage passage, int batch, ProofOptions options, ProcessorShare share) {
    super(
        batch,
        Comparator.comparingInt(Square::level)
            .thenComparingInt(Square::column)
            .thenComparingInt(Square::row),
        options,
        share);
    this.passage = passage;
  }

  TriangleProof run() {
    start(Square.WHOLE);
    search();
    SegmentProof.Verdict verdict =
        !Double.isNaN(outsideU)
            ? SegmentProof.Verdict.LEAVES
            : nothingLeft() && !stuck
                ? SegmentProof.Verdict.PROVED
                : SegmentProof.Verdict.UNDETERMINED;
    return new TriangleProof(
        verdict,
        Double.isInfinite(bound) ? Double.NaN : bound,
        outsideU,
        outsideV,
        enclosures(),
        remainder);
  }

  private void start(Square square) {
    if (square.level() == START_LEVEL) {
      add(square, Double.NEGATIVE_INFINITY);
    } else {
      square.quarters().forEach(this::start);
    }
  }

  @Override
  List<Passage.Margin> margins(List<Square> squares) {
    return passage.marginsOn(squares);
  }

  @Override
  boolean over() {
    return stuck || !Double.isNaN(outsideU);
  }

  @Override
  void take(Square square, Passage.Margin margin) {
    if (margin.bound() > 0) {
      bound = Math.min(bound, margin.bound());
      remainder = Math.max(remainder, margin.remainder());
      return;
    }
    if (margin.centre() <= 0 && Double.isNaN(outsideU)) {
      // The middle is in the triangle; its margin is known but for the remainder.
      Passage.Margin point = passage.marginAt(square.middleU(), square.middleV());
      if (point.centre() + point.remainder() < 0) {
        outsideU = square.middleU();
        outsideV = square.middleV();
      } else if (!(point.bound() > 0)) {
        stuck = true;
      }
    }
    if (square.divisible()) {
      square.quarters().forEach(quarter -> add(quarter, margin.bound()));
    } else {
      stuck = true;
    }
  }
}
