package io.separatrix.proof.enclosure;

import java.util.List;

/**
 * The two ends of a segment, or the three corners of a triangle: {@code x = a + sum_j t_j (p_j -
 * a)}.
 */
final class Corners {

  private final double[][] points;

  /**
   * @param points a and p_1, or a, p_1 and p_2; not modified
   * @param dimension numbers that each must have
   */
  Corners(List<double[]> points, int dimension) {
    for (double[] point : points) {
      if (point.length != dimension) {
        throw new IllegalArgumentException(
            "expected points of " + dimension + " numbers, found " + point.length);
      }
    }
    this.points = points.toArray(double[][]::new);
  }

  /** Directions in which this extends: 1 or 2. */
  int directions() {
    return points.length - 1;
  }

  /**
   * Parts, {@code t_j = middle_j + width_j tau_j / 2}. What the roundings of a centre leave out is
   * its second number, which is off by the rounding of a few such numbers; of a direction it is
   * below the direction's last place, and half the width of that joins e.
   *
   * @param pass of the parts
   * @param shape of an image
   * @param middle for each part and direction a dyadic number in [0, 1]
   * @param width for each part and direction a power of two, or 0
   * @param ball whether the remainder is a ball
   */
  Enclosure parts(Pass pass, int[] shape, double[][] middle, double[][] width, boolean ball) {
    int parts = pass.intervals();
    double[][] affine = new double[points[0].length][pass.lanes()];
    double[][] low = new double[affine.length][parts];
    double[][] injection = new double[affine.length][parts];
    double gamma = pass.rounding().gamma(4 * points.length);
    for (int n = 0; n < affine.length; n++) {
      double a = points[0][n];
      for (int b = 0; b < parts; b++) {
        double sum = a;
        double tail = 0;
        double size = 0;
        for (int j = 0; j < directions(); j++) {
          double p = points[j + 1][n];
          double direction = p - a;
          double rest = TwoSum.error(p, -a, direction);
          double term = middle[b][j] * direction;
          double next = sum + term;
          double ofTerm = TwoSum.productError(middle[b][j], direction, term);
          double ofSum = TwoSum.error(sum, term, next);
          double second = middle[b][j] * rest;
          tail += ofTerm + ofSum + second;
          size += Math.abs(ofTerm) + Math.abs(ofSum) + Math.abs(second);
          sum = next;
          affine[n][(1 + j) * parts + b] = width[b][j] / 2 * direction;
          injection[n][b] += width[b][j] / 2 * Math.abs(rest);
        }
        affine[n][b] = sum + tail;
        low[n][b] = TwoSum.error(sum, tail, affine[n][b]);
        injection[n][b] =
            (injection[n][b] + gamma * size) * pass.rounding().above(4) + pass.rounding().tiny();
      }
    }
    Remainder remainder = ball ? Ball.of(injection, parts) : new Radii(injection);
    Enclosure image = new Enclosure(pass, shape, affine, low, null, null, remainder);
    return image.exactCentres() ? image : image.rounded();
  }
}
