package io.separatrix.geometry.attack;

import io.separatrix.geometry.EvaluationMeter;
import io.separatrix.geometry.Evaluator;
import io.separatrix.geometry.Linearization;
import io.separatrix.geometry.LogitCombination;
import io.separatrix.geometry.UniformSampling;
import io.separatrix.geometry.Vectors;
import io.separatrix.geometry.detection.CurvatureStatistic;
import io.separatrix.geometry.detection.DetectionSettings;
import io.separatrix.geometry.detection.DetectionStatistic;
import io.separatrix.geometry.detection.SharedForwardStatistic;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * An attack that knows the detector of Algorithm 2, its settings and its threshold t, but not the
 * random directions it will draw: it wants {@code k(x') != k(x)} and {@code rho(x') < t}. Projected
 * steps in L2 go along
 *
 * <pre>
 *   u(grad m)                     while k(x') = k(x)
 *   u(grad m) - lambda u(grad rho)   while k(x') != k(x) and rho(x') >= t
 * </pre>
 *
 * with u(g) = g / ||g|| and m the deficit {@code max_j f_j - f_k(x)}, and end as soon as two
 * independent draws of rho lie below t, which is what {@code succeeded} means. Its gradient is an
 * expectation over fresh directions at each step (Athalye, Engstrom, Ilyas, Kwok, "Synthesizing
 * robust adversarial examples", ICML 2018), through
 *
 * <pre>
 *   grad rho ~ d/(d-1) mean_v (grad C(x' + h v) - 2 grad C(x') + grad C(x' - h v)) / h^2
 *   C        = sum_i w_i c_i F_i,  F_i = f_i - f_k(x')
 * </pre>
 *
 * where w_i is what class i counts for in the detector's aggregate and c_i its scale, such as 1 /
 * ||grad F_i||; the derivatives of both, and the term along the normal, one part in d, are left
 * out. A failure is no proof that the detector holds.
 *
 * @param detector a statistic taken at x itself
 * @param settings of the detector; its threshold is t
 * @param lambda weight of the detector's gradient, not negative
 * @param budget largest {@code ||x' - x||_2}, in input units; positive
 * @param steps at least 1, of length {@code 2.5 budget / steps}
 * @param directions random directions of a gradient of rho, at least 1
 * @param box what perturbed points stay in
 */
public record AdaptiveAttack(
    DetectionStatistic detector,
    DetectionSettings settings,
    double lambda,
    double budget,
    int steps,
    int directions,
    Box box)
    implements Attack {

  public static final int DEFAULT_STEPS = 40;

  public static final int DEFAULT_DIRECTIONS = 8;

  private static final double TRAVEL = 2.5;

  public AdaptiveAttack {
    if (!(budget > 0) || !(lambda >= 0) || steps < 1 || directions < 1) {
      throw new IllegalArgumentException(
          "expected budget > 0, lambda >= 0, steps >= 1 and directions >= 1, found "
              + budget
              + ", "
              + lambda
              + ", "
              + steps
              + " and "
              + directions);
    }
  }

  /** On {@link SharedForwardStatistic}, with lambda = 1 and the default numbers. */
  public AdaptiveAttack(DetectionSettings settings, double budget, Box box) {
    this(new SharedForwardStatistic(settings), settings, budget, box);
  }

  /** With lambda = 1 and the default numbers of steps and directions. */
  public AdaptiveAttack(
      DetectionStatistic detector, DetectionSettings settings, double budget, Box box) {
    this(detector, settings, 1, budget, DEFAULT_STEPS, DEFAULT_DIRECTIONS, box);
  }

  /**
   * Where it does not succeed, the result is the misclassified point with the smallest rho, or the
   * last point if none was misclassified.
   */
  @Override
  public AttackResult run(double[] x, SplittableRandom random, Evaluator evaluator) {
    EvaluationMeter meter = evaluator.meter();
    double[] point = x.clone();
    double[] logits = evaluator.logits(point);
    int label = Vectors.argmax(logits);
    Candidate best = new Candidate(point, label, Double.POSITIVE_INFINITY, false);
    Optional<CurvatureStatistic> rho = Optional.empty();
    int k = 0;
    for (; k < steps && !best.evades(); k++) {
      double[] step = direction(point, Loss.deficit(logits, label), rho, random, evaluator);
      double[] r = Vectors.addScaled(Vectors.subtract(point, x), TRAVEL * budget / steps, step);
      point = box.clip(Vectors.add(x, BudgetNorm.L2.project(r, budget)));
      logits = evaluator.logits(point);
      int reached = Vectors.argmax(logits);
      if (reached == label) {
        rho = Optional.empty();
        best = best.reached() == label ? new Candidate(point, label, best.rho(), false) : best;
      } else {
        CurvatureStatistic here = detector.at(point, random, evaluator);
        boolean evades = below(here) && below(detector.at(point, random, evaluator));
        if (evades || here.value() < best.rho()) {
          best = new Candidate(point, reached, here.value(), evades);
        }
        rho = Optional.of(here);
      }
    }
    return new AttackResult(
        x,
        best.point(),
        label,
        best.reached(),
        Vectors.distance(best.point(), x),
        best.evades(),
        k,
        meter.spent());
  }

  /** A point met on the way, its label and its rho. */
  private record Candidate(double[] point, int reached, double rho, boolean evades) {}

  private boolean below(CurvatureStatistic rho) {
    return rho.value() < settings.threshold();
  }

  /** Where to go from a point, of length 1; rho is known there where the label has changed. */
  private double[] direction(
      double[] x,
      LogitCombination deficit,
      Optional<CurvatureStatistic> rho,
      SplittableRandom random,
      Evaluator evaluator) {
    double[] out = Vectors.normalize(evaluator.linearize(x, deficit).gradients()[0]);
    if (rho.isEmpty()) {
      return out;
    }
    double[] up = Vectors.normalize(gradient(x, rho.get(), random, evaluator));
    return Vectors.normalize(Vectors.addScaled(out, -lambda, up));
  }

  /** The gradient of rho at a point, given its value there. */
  private double[] gradient(
      double[] x, CurvatureStatistic rho, SplittableRandom random, Evaluator evaluator) {
    LogitCombination combination = combination(rho);
    double[] centre = evaluator.linearize(x, combination).gradients()[0];
    double h = settings.step();
    double[][] points = new double[2 * directions][];
    for (int t = 0; t < directions; t++) {
      double[] v = UniformSampling.onSphere(random, x.length, h);
      points[2 * t] = Vectors.add(x, v);
      points[2 * t + 1] = Vectors.subtract(x, v);
    }
    LogitCombination[][] rows = new LogitCombination[points.length][];
    Arrays.fill(rows, new LogitCombination[] {combination});
    double[] sum = Vectors.scale(-points.length, centre);
    for (Linearization end : evaluator.linearize(points, rows)) {
      sum = Vectors.add(sum, end.gradients()[0]);
    }
    double d = x.length;
    return Vectors.scale(d / (d - 1) / directions / (h * h), sum);
  }

  /** {@code C = sum_i w_i c_i (f_i - f_k)}. */
  private static LogitCombination combination(CurvatureStatistic rho) {
    int[] classes =
        IntStream.concat(Arrays.stream(rho.classes()), IntStream.of(rho.label())).toArray();
    double[] weights = new double[classes.length];
    for (int i = 0; i < rho.classes().length; i++) {
      weights[i] = rho.weights()[i] * rho.scales()[i];
      weights[classes.length - 1] -= weights[i];
    }
    return new LogitCombination(classes, weights);
  }
}
