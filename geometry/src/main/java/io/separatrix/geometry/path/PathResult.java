package io.separatrix.geometry.path;

import io.separatrix.geometry.EvaluationCount;
import org.jspecify.annotations.Nullable;

/**
 * The end of a search for a path between two points of one region.
 *
 * @param verdict what was found
 * @param obstacle why there is no path; {@link Obstacle#NONE} if there is one
 * @param label k(x1)
 * @param path the path from x1 to x2, null if undetermined
 * @param straightDistance {@code ||x2 - x1||_2}, x2 after its perturbation into the region
 * @param minimalMargin smallest sampled {@code f_label - max_{j != label} f_j} on the path, in
 *     logits; NaN if undetermined
 * @param depth levels of recursion, 0 if the straight segment was tried only
 * @param projections midpoints projected onto the region
 * @param samples points sampled on the accepted path, anchors included; 0 if undetermined
 * @param evaluations network evaluations spent
 */
public record PathResult(
    Connectivity verdict,
    Obstacle obstacle,
    int label,
    @Nullable ConvexPath path,
    double straightDistance,
    double minimalMargin,
    int depth,
    int projections,
    int samples,
    EvaluationCount evaluations) {

  /** Whether a path was found, proven or not. */
  public boolean connected() {
    return path != null;
  }

  /** Whether the straight segment was enough. */
  public boolean straight() {
    return path != null && path.straight();
  }

  /** Number of anchors, both ends included; 0 if undetermined. */
  public int anchors() {
    return path == null ? 0 : path.anchors().size();
  }

  /** Length of the path in input units; NaN if undetermined. */
  public double length() {
    return path == null ? Double.NaN : path.length();
  }

  /** {@code length / straightDistance}, at least 1; 1 for equal ends, NaN if undetermined. */
  public double lengthRatio() {
    return straightDistance == 0 && straight() ? 1 : length() / straightDistance;
  }
}
