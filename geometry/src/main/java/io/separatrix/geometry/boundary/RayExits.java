package io.separatrix.geometry.boundary;

import io.separatrix.geometry.Evaluator;
import io.separatrix.geometry.Vectors;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/** Rays from a point x, and where they leave a region. */
final class RayExits {

  private static final int ROUNDS = 40;

  /** How far from the first guess its neighbours are, as a fraction of the length. */
  private static final double FIRST_SPREAD = 0.02;

  /** A round that leaves more of the bracket is followed by one that halves it. */
  private static final double SLOW = 0.3;

  /** Smallest fraction of a bracket that a round may cut off. */
  private static final double LEAST_CUT = 1e-3;

  private final double[] x;
  private final ToDoubleFunction<double[]> inside;
  private final double atX;
  private final Evaluator evaluator;

  /**
   * @param inside a function of the logits that is positive inside the region
   */
  RayExits(double[] x, ToDoubleFunction<double[]> inside, Evaluator evaluator) {
    this.x = x;
    this.inside = inside;
    this.atX = inside.applyAsDouble(evaluator.logits(x));
    this.evaluator = evaluator;
  }

  /**
   * Finds a change of sign between x and x + length u, guessed at the secant's zero.
   *
   * @param u a unit vector
   * @param outside the logits at x + length u, where {@code inside} is not positive
   * @param tolerance stop when the bracket is shorter
   */
  Crossing cross(double[] u, double length, double[] outside, double tolerance) {
    double guess = secant(atX, inside.applyAsDouble(outside));
    return cross(u, length, outside, guess, tolerance);
  }

  /**
   * Finds a change of sign between x and x + length u. Each round asks for the guess and a point on
   * either side of it, after a round that gained little also for the middle, in one call; the next
   * guess is the secant's zero.
   *
   * @param guess about where it is, as a fraction of the length
   */
  Crossing cross(double[] u, double length, double[] outside, double guess, double tolerance) {
    double low = 0;
    double high = length;
    double atLow = atX;
    double atHigh = inside.applyAsDouble(outside);
    double[] logits = outside;
    double next = guess;
    double spread = FIRST_SPREAD;
    boolean slow = false;
    for (int round = 0; round < ROUNDS && high - low > tolerance; round++) {
      double width = high - low;
      double[] fractions = fractions(next, Math.max(spread, tolerance / width / 2), slow);
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
      next = secant(atLow, atHigh);
      spread = LEAST_CUT;
      slow = high - low > SLOW * width;
    }
    return new Crossing(u, high, logits);
  }

  private static double secant(double atLow, double atHigh) {
    return atLow > 0 && atLow > atHigh ? atLow / (atLow - atHigh) : 0.5;
  }

  private static double[] fractions(double guess, double spread, boolean middle) {
    double half = Math.min(spread, 0.25);
    return DoubleStream.of(guess - half, guess, guess + half, middle ? 0.5 : guess)
        .map(fraction -> Math.max(LEAST_CUT, Math.min(1 - LEAST_CUT, fraction)))
        .sorted()
        .distinct()
        .toArray();
  }
}
