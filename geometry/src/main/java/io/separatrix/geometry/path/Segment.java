package io.separatrix.geometry.path;

import io.separatrix.geometry.Margin;
import io.separatrix.geometry.Vectors;
import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * A straight piece of a path under examination: its samples so far, in order, and their margins.
 */
final class Segment {

  /**
   * An interval is cut into no more at once: its inner margins are not known, and one sample
   * outside the region makes the others useless.
   */
  private static final int MOST_PIECES = 8;

  private final Anchor from;
  private final Anchor to;
  private final double length;
  private double[] positions = {0, 1};
  private double[] margins;
  private final double slopeAtStart;
  private final double slopeAtEnd;
  private final double steepest;
  private boolean leavesRegion;
  private boolean middleInRegion;

  Segment(Anchor from, Anchor to) {
    this.from = from;
    this.to = to;
    this.length = Vectors.distance(from.point(), to.point());
    this.margins = new double[] {from.margin(), to.margin()};
    this.slopeAtStart = from.slopeTowards(to.point());
    this.slopeAtEnd = to.slopeTowards(from.point());
    this.steepest = Math.max(Vectors.norm(from.gradient()), Vectors.norm(to.gradient()));
  }

  /** How densely to sample between two neighbouring samples. */
  @FunctionalInterface
  interface Cover {
    /**
     * Into how many pieces to cut the interval between two neighbouring samples; at most 1 if it
     * needs no further sample.
     *
     * @param interval that between the samples of this number and the next
     */
    double pieces(Segment segment, int interval);
  }

  Anchor from() {
    return from;
  }

  Anchor to() {
    return to;
  }

  /** The larger {@code ||grad m||} of the two ends, logits per input unit. */
  double steepest() {
    return steepest;
  }

  /**
   * The estimate of {@code |dm/ds|} along this segment on an interval, logits per input unit: the
   * largest of its own slope, of those of its two neighbours, and of the derivative at an end of
   * the segment if that is an end of the interval.
   */
  double slope(int interval) {
    double slope = interval == 0 ? slopeAtStart : 0;
    int last = positions.length - 2;
    if (interval == last) {
      slope = Math.max(slope, slopeAtEnd);
    }
    for (int i = Math.max(0, interval - 1); i <= Math.min(last, interval + 1); i++) {
      // A segment of length 0 has no slopes.
      if (width(i) > 0) {
        slope = Math.max(slope, Math.abs(margins[i + 1] - margins[i]) / width(i));
      }
    }
    return slope;
  }

  /**
   * Positions in (0, 1) of the samples wanted next, evenly spaced in each uncovered interval; among
   * the first ones is the middle of the segment. Empty once a sample left the region, and where an
   * interval cannot be divided any more.
   */
  double[] uncovered(Cover cover) {
    DoubleStream.Builder wanted = DoubleStream.builder();
    for (int i = 0; i + 1 < positions.length && !leavesRegion; i++) {
      int pieces = (int) Math.ceil(Math.min(MOST_PIECES, cover.pieces(this, i)));
      if (positions.length == 2) {
        pieces += pieces % 2;
      }
      double last = positions[i];
      for (int piece = 1; piece < pieces; piece++) {
        double share = (double) piece / pieces;
        double position = positions[i] + share * (positions[i + 1] - positions[i]);
        if (last < position && position < positions[i + 1]) {
          wanted.add(position);
          last = position;
        }
      }
    }
    return wanted.build().toArray();
  }

  boolean coveredBy(Cover cover) {
    for (int i = 0; i + 1 < positions.length; i++) {
      if (cover.pieces(this, i) > 1) {
        return false;
      }
    }
    return !leavesRegion;
  }

  /** Sum of the margins at the two ends of an interval. */
  double marginSum(int interval) {
    return margins[interval] + margins[interval + 1];
  }

  /** Length of an interval in input units. */
  double width(int interval) {
    return (positions[interval + 1] - positions[interval]) * length;
  }

  /**
   * Further samples that a cover by a Lipschitz bound needs at least, judged by the margins so far;
   * infinite where the margin is 0.
   */
  double samplesToCover(double bound) {
    double wanted = 0;
    for (int i = 0; i + 1 < positions.length; i++) {
      double balls = bound * width(i) / marginSum(i);
      wanted += Math.max(0, balls - 1);
    }
    return wanted;
  }

  /** The point at a position in 0..1, new. */
  double[] point(double position) {
    return Vectors.interpolate(from.point(), to.point(), position);
  }

  /** Takes in the logits at the positions that {@link #uncovered} asked for. */
  void add(double[] at, double[][] logits, int label) {
    double[] mergedPositions = new double[positions.length + at.length];
    double[] mergedMargins = new double[mergedPositions.length];
    int old = 0;
    int fresh = 0;
    for (int i = 0; i < mergedPositions.length; i++) {
      if (fresh < at.length && at[fresh] < positions[old]) {
        boolean inRegion = Vectors.argmax(logits[fresh]) == label;
        leavesRegion |= !inRegion;
        middleInRegion |= inRegion && at[fresh] == 0.5;
        mergedPositions[i] = at[fresh];
        mergedMargins[i] = Margin.of(logits[fresh], label);
        fresh++;
      } else {
        mergedPositions[i] = positions[old];
        mergedMargins[i] = margins[old];
        old++;
      }
    }
    positions = mergedPositions;
    margins = mergedMargins;
  }

  /** Whether a sample has another label. */
  boolean leavesRegion() {
    return leavesRegion;
  }

  /** Takes in that a point between the samples has another label. */
  void leave() {
    leavesRegion = true;
  }

  /** Whether the midpoint was sampled and has the label. */
  boolean middleInRegion() {
    return middleInRegion;
  }

  /** Number of samples, both ends included. */
  int samples() {
    return positions.length;
  }

  double minimalMargin() {
    return Arrays.stream(margins).min().orElseThrow();
  }
}
