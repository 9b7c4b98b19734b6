package io.separatrix.geometry.region;

import io.separatrix.geometry.Vectors;
import io.separatrix.geometry.path.ConvexPath;
import java.util.ArrayList;
import java.util.List;

/**
 * The surface swept by moving a line along a path, unrolled: {@code point(s, t) = p(s) + t e}, with
 * p(s) the point of the path at arc length s and e one unit direction. Over each segment it is the
 * plane spanned by e and {@code p_{i+1} - p_i}, and neighbouring planes meet in a common line, so
 * the stitched map is continuous. The axes are orthogonal as far as e is orthogonal to the segment,
 * see {@link #obliqueness()}; distances along each axis are those of the input space.
 *
 * @param path the path; beyond its ends the first and the last segment go on straight
 * @param across e, unit length; not to be modified
 */
public record UnfoldedPath(ConvexPath path, double[] across) implements Chart {

  /**
   * @param direction any vector but 0, such as r(x1); not modified
   */
  public static UnfoldedPath along(ConvexPath path, double[] direction) {
    if (!(Vectors.norm(direction) > 0)) {
      throw new IllegalArgumentException(
          "expected a direction across the path, found the zero vector");
    }
    return new UnfoldedPath(path, Vectors.normalize(direction));
  }

  @Override
  public double[] point(double s, double t) {
    return Vectors.addScaled(path.at(s), t, across);
  }

  /** Largest {@code |cos|} of the angle between e and a segment: 0 for orthogonal axes. */
  public double obliqueness() {
    List<double[]> anchors = path.anchors();
    double largest = 0;
    for (int i = 1; i < anchors.size(); i++) {
      double[] segment = Vectors.subtract(anchors.get(i), anchors.get(i - 1));
      largest = Math.max(largest, Math.abs(Vectors.cosine(segment, across)));
    }
    return largest;
  }

  /** The anchors on the map, named p0, p1, ... */
  public List<Mark> marks() {
    double[] arcLengths = path.arcLengths();
    List<Mark> marks = new ArrayList<>();
    for (int i = 0; i < arcLengths.length; i++) {
      marks.add(new Mark("p" + i, arcLengths[i], 0));
    }
    return marks;
  }
}
