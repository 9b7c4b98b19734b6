package io.separatrix.proof;

import java.util.List;

/**
 * The end of an attempt to prove that a segment stays in a region.
 *
 * @param verdict what was found
 * @param leaves the parts that were proved, in order; they cover [0, 1] if the segment is proved
 * @param bound the smallest bound of a leaf; NaN without leaves
 * @param outside a t at which the segment leaves the region for certain; NaN if none was found
 * @param enclosures parts whose margins were enclosed
 * @param remainder the most that rounding, or chords' errors without generators, took off a bound
 */
public record SegmentProof(
    Verdict verdict,
    List<Leaf> leaves,
    double bound,
    double outside,
    long enclosures,
    double remainder) {

  /** What is known of a segment. */
  public enum Verdict {
    /** Every point of it has the label. With rounding neglected this is an observation. */
    PROVED,
    /** A point of it has not. */
    LEAVES,
    /** Neither; this says nothing of the segment. */
    UNDETERMINED
  }

  public SegmentProof {
    leaves = List.copyOf(leaves);
  }

  /** Whether the leaves cover the segment. */
  public boolean proved() {
    return verdict == Verdict.PROVED;
  }
}
