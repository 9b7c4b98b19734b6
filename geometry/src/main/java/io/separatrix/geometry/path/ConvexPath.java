package io.separatrix.geometry.path;

import io.separatrix.geometry.Vectors;
import java.util.List;

/**
 * A polyline: the straight segments between consecutive anchors (the paper's convex path).
 *
 * @param anchors {@code p_0, ..., p_n}, at least 2, both ends included; not to be modified
 */
public record ConvexPath(List<double[]> anchors) {

  public ConvexPath {
    anchors = List.copyOf(anchors);
    if (anchors.size() < 2) {
      throw new IllegalArgumentException("expected at least 2 anchors, found " + anchors.size());
    }
  }

  /** Arc length of each anchor, {@code s_0 = 0}. */
  public double[] arcLengths() {
    double[] lengths = new double[anchors.size()];
    for (int i = 1; i < lengths.length; i++) {
      lengths[i] = lengths[i - 1] + Vectors.distance(anchors.get(i - 1), anchors.get(i));
    }
    return lengths;
  }

  /** Sum of the lengths of the segments, in input units. */
  public double length() {
    return arcLengths()[anchors.size() - 1];
  }

  /** {@code ||p_n - p_0||_2}. */
  public double straightDistance() {
    return Vectors.distance(anchors.get(0), anchors.get(anchors.size() - 1));
  }

  /** Whether this is a single segment. */
  public boolean straight() {
    return anchors.size() == 2;
  }

  /**
   * The point at an arc length, new. Beyond the ends the first and the last segment go on straight.
   */
  public double[] at(double arcLength) {
    double[] lengths = arcLengths();
    int segment = segmentAt(lengths, arcLength);
    double piece = lengths[segment + 1] - lengths[segment];
    double t = piece == 0 ? 0 : (arcLength - lengths[segment]) / piece;
    return Vectors.interpolate(anchors.get(segment), anchors.get(segment + 1), t);
  }

  private static int segmentAt(double[] lengths, double arcLength) {
    int segment = 0;
    while (segment < lengths.length - 2 && arcLength > lengths[segment + 1]) {
      segment++;
    }
    return segment;
  }
}
