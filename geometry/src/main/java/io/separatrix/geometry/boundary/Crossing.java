package io.separatrix.geometry.boundary;

import io.separatrix.geometry.Evaluator;
import io.separatrix.geometry.Vectors;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/**
 * Where a ray from x leaves a region, bracketed.
 *
 * @param direction the ray's unit vector
 * @param length distance from x at which the ray is outside, or on the boundary
 * @param logits the logits there
 */
record Crossing(double[] direction, double length, double[] logits) {

  private static final int ROUNDS = 40;

  /** Smallest fraction of a bracket that a round may cut off. */
  private static final double LEAST_CUT = 1e-3;

  /**
   * Finds a change of sign between x and x + length u. Each round asks for the secant's zero, a
   * point on either side of it, and the middle, in one call.
   *
   * @param u a unit vector
   * @param inside a function of the logits that is positive inside the region
   * @param outside the logits at x + length u, where {@code inside} is not positive
   * @param tolerance stop when the bracket is shorter
   */
  static Crossing find(
      double[] x,
      double[] u,
      double length,
      double[] outside,
      ToDoubleFunction<double[]> inside,
      double tolerance,
      Evaluator evaluator) {
    double low = 0;
    double high = length;
    double atLow = inside.applyAsDouble(evaluator.logits(x));
    double atHigh = inside.applyAsDouble(outside);
    double[] logits = outside;
    double spread = 0.02;
    for (int round = 0; round < ROUNDS && high - low > tolerance; round++) {
      double width = high - low;
      double secant = atLow > 0 && atLow > atHigh ? atLow / (atLow - atHigh) : 0.5;
      double[] fractions = fractions(secant, Math.max(spread, tolerance / width / 2));
      double[][] points = new double[fractions.length][];
      for (int i = 0; i < points.length; i++) {
        points[i] = Vectors.addScaled(x, low + fractions[i] * width, u);
      }
      double[][] found = evaluator.logits(points);
      double from = low;
      for (int i = 0; i < points.length; i++) {
        double value = inside.applyAsDouble(found[i]);
        if (value <= 0) {
          high = from + fractions[i] * width;
          atHigh = value;
          logits = found[i];
          break;
        }
        low = from + fractions[i] * width;
        atLow = value;
      }
      spread = LEAST_CUT;
    }
    return new Crossing(u, high, logits);
  }

  /** {@code length direction}. */
  double[] perturbation() {
    return Vectors.scale(length, direction);
  }

  private static double[] fractions(double secant, double spread) {
    double half = Math.min(spread, 0.25);
    return DoubleStream.of(secant - half, secant, secant + half, 0.5)
        .map(fraction -> Math.max(LEAST_CUT, Math.min(1 - LEAST_CUT, fraction)))
        .sorted()
        .distinct()
        .toArray();
  }
}
