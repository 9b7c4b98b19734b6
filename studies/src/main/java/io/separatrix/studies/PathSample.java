package io.separatrix.studies;

import io.separatrix.geometry.path.Connectivity;
import io.separatrix.geometry.path.ConvexPath;
import io.separatrix.geometry.path.Obstacle;
import io.separatrix.geometry.path.PathResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The search for one path as the journal keeps it: the numbers, and the path only where the report
 * shows it.
 *
 * @param anchors points that the path is strung between, both ends included; 0 if undetermined
 * @param straightDistance distance of the ends, input units
 * @param lengthRatio length of the path over the distance of its ends; NaN if undetermined
 * @param minimalMargin smallest margin sampled on the path, in logits; NaN if undetermined
 * @param path the anchors, one row each, or null
 * @param proof null if none was tried
 */
public record PathSample(
    Connectivity verdict,
    Obstacle obstacle,
    int predicted,
    int anchors,
    double straightDistance,
    double lengthRatio,
    double minimalMargin,
    int depth,
    int projections,
    long evaluations,
    @Nullable List<double[]> path,
    @Nullable PathProof proof) {

  static PathSample of(PathResult result, boolean withPath) {
    return of(result, null, withPath);
  }

  static PathSample of(PathResult result, @Nullable PathProof proof, boolean withPath) {
    ConvexPath path = result.path();
    return new PathSample(
        result.verdict(),
        result.obstacle(),
        result.label(),
        result.anchors(),
        result.straightDistance(),
        result.lengthRatio(),
        result.minimalMargin(),
        result.depth(),
        result.projections(),
        result.evaluations().total(),
        withPath && path != null ? path.anchors() : null,
        proof);
  }

  public boolean connected() {
    return verdict != Connectivity.UNDETERMINED;
  }

  public boolean straight() {
    return connected() && anchors == 2;
  }

  /** Whether the path is proved, be it with rounding neglected. */
  public boolean proved() {
    return proof != null && proof.proved();
  }

  /** Parts of segments that were enclosed for the proof. */
  public long enclosures() {
    return proof == null ? 0 : proof.enclosures();
  }
}
