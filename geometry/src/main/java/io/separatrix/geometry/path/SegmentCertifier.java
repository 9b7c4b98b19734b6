package io.separatrix.geometry.path;

/**
 * Proves of straight segments that they stay in a region, where it can. With it, {@link FindPath}
 * proves the path that it found; a segment that is seen to leave the region is split, and its
 * midpoint moved.
 */
@FunctionalInterface
public interface SegmentCertifier {

  /** What is known of a segment. */
  enum Verdict {
    /** Every point of it has the label; not an observation. */
    PROVED,

    /** A point of it has another label, or two that tie. */
    LEAVES,

    /** Neither; this says nothing of the segment. */
    UNDETERMINED
  }

  /**
   * @param label the class
   * @param a one end, length d; not modified
   * @param b the other end, length d; not modified
   */
  Verdict certify(int label, double[] a, double[] b);
}
