package io.separatrix.geometry.detection;

import io.separatrix.geometry.Evaluator;
import io.separatrix.geometry.LogitCombination;
import io.separatrix.geometry.UniformSampling;
import io.separatrix.geometry.Vectors;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Second differences {@code (F_i(x + h v) - 2 F_i(x) + F_i(x - h v)) / h^2} of several functions
 * along random unit directions v, all from the same forward passes. Grows.
 */
final class SecondDifferences {

  /** Directions evaluated in one call. */
  static final int BLOCK = 8;

  private final double[] x;
  private final double[] centre;
  private final LogitCombination[] functions;
  private final double h;
  private final List<double[]> seconds = new ArrayList<>();
  private final double[] sums;
  private final double[] firstSquared;

  /**
   * @param x the point; not modified
   * @param centre its logits; not modified
   * @param functions F_i; not modified
   * @param h the step, in input units
   */
  SecondDifferences(double[] x, double[] centre, LogitCombination[] functions, double h) {
    this.x = x;
    this.centre = centre;
    this.functions = functions;
    this.h = h;
    this.sums = new double[functions.length];
    this.firstSquared = new double[functions.length];
  }

  /** Draws up to {@link #BLOCK} further directions, not beyond the given number in all. */
  void draw(int limit, SplittableRandom random, Evaluator evaluator) {
    int count = Math.min(BLOCK, limit - directions());
    double[][] points = new double[2 * count][];
    for (int t = 0; t < count; t++) {
      double[] v = UniformSampling.onSphere(random, x.length, h);
      points[2 * t] = Vectors.add(x, v);
      points[2 * t + 1] = Vectors.subtract(x, v);
    }
    double[][] logits = evaluator.logits(points);
    for (int t = 0; t < count; t++) {
      double[] second = new double[functions.length];
      for (int i = 0; i < functions.length; i++) {
        double plus = functions[i].value(logits[2 * t]);
        double minus = functions[i].value(logits[2 * t + 1]);
        double first = (plus - minus) / (2 * h);
        second[i] = (plus + minus - 2 * functions[i].value(centre)) / (h * h);
        sums[i] += second[i];
        firstSquared[i] += first * first;
      }
      seconds.add(second);
    }
  }

  /** Directions so far. */
  int directions() {
    return seconds.size();
  }

  /** Mean of each function over the directions, about {@code tr H_i / d}. */
  double[] means() {
    return Vectors.scale(1.0 / directions(), sums);
  }

  /** Standard deviation of each function over the directions. */
  double[] spreads() {
    double[] means = means();
    double[] spreads = new double[means.length];
    for (int i = 0; i < spreads.length; i++) {
      double squares = 0;
      for (double[] second : seconds) {
        squares += (second[i] - means[i]) * (second[i] - means[i]);
      }
      spreads[i] = Math.sqrt(squares / (directions() - 1));
    }
    return spreads;
  }

  /** {@code ||grad F_i||} from first differences, {@code sqrt(d mean_t (grad F_i . v_t)^2)}. */
  double[] gradientNorms() {
    double[] norms = new double[firstSquared.length];
    for (int i = 0; i < norms.length; i++) {
      norms[i] = Math.sqrt(x.length * firstSquared[i] / directions());
    }
    return norms;
  }

  /** Standard error of the mean of {@code sum_i weights[i] F_i}; infinite for one direction. */
  double standardError(double[] weights) {
    if (directions() < 2) {
      return Double.POSITIVE_INFINITY;
    }
    double[] values = seconds.stream().mapToDouble(row -> Vectors.dot(row, weights)).toArray();
    double mean = Vectors.dot(means(), weights);
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    return Math.sqrt(squares / (directions() - 1) / directions());
  }
}
