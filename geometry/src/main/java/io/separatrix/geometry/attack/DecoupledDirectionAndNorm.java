package io.separatrix.geometry.attack;

import io.separatrix.geometry.EvaluationMeter;
import io.separatrix.geometry.Evaluator;
import io.separatrix.geometry.Vectors;
import java.util.SplittableRandom;

/**
 * A minimal-norm L2 attack that searches on spheres around x. With {@code delta_0 = 0}, and for K
 * steps,
 *
 * <pre>
 *   delta_k   = x_{k-1} - x + s_k grad J(x_{k-1}) / ||grad J(x_{k-1})||
 *   epsilon_k = (1 - gamma) epsilon_{k-1} where k(x_{k-1}) != k(x), else (1 + gamma) epsilon_{k-1}
 *   x_k       = x + epsilon_k delta_k / ||delta_k||, clipped to the box
 * </pre>
 *
 * with J the cross-entropy of k(x) and s_k falling by a cosine from s_1 to s_1 / 100. The result is
 * the nearest point met whose label is another.
 *
 * <p>Here epsilon_0 and s_1 are the distance to the boundary of the strongest rival to first order
 * at x, where the authors have 1 for both: the attack is then the same in all units of the input.
 *
 * <p>Source: Rony, Hafemann, Oliveira, Ben Ayed, Sabourin, Granger, "Decoupling direction and norm
 * for efficient gradient-based L2 adversarial attacks and defenses", CVPR 2019, Algorithm 1.
 *
 * @param steps K, at least 1; a step costs two forward passes and a backward one
 * @param gamma relative change of epsilon at a step, in (0, 1)
 * @param box what perturbed points stay in
 */
public record DecoupledDirectionAndNorm(int steps, double gamma, Box box) implements Attack {

  public static final int DEFAULT_STEPS = 50;

  /** The authors' gamma. */
  public static final double DEFAULT_GAMMA = 0.05;

  private static final double LAST_STEP = 0.01;

  public DecoupledDirectionAndNorm {
    if (steps < 1 || !(gamma > 0 && gamma < 1)) {
      throw new IllegalArgumentException(
          "expected steps >= 1 and 0 < gamma < 1, found " + steps + " and " + gamma);
    }
  }

  /** With the default parameters. */
  public DecoupledDirectionAndNorm(Box box) {
    this(DEFAULT_STEPS, DEFAULT_GAMMA, box);
  }

  @Override
  public AttackResult run(double[] x, SplittableRandom random, Evaluator evaluator) {
    EvaluationMeter meter = evaluator.meter();
    double[] logits = evaluator.logits(x);
    int label = Vectors.argmax(logits);
    double[] nearest = x;
    double nearestNorm = Double.POSITIVE_INFINITY;
    int reached = label;
    double[] point = x;
    double first = Loss.firstOrderDistance(x, logits, label, evaluator);
    double epsilon = first;
    int k = 0;
    while (k < steps && Double.isFinite(first)) {
      double[] gradient =
          evaluator.linearize(point, Loss.crossEntropy(logits, label)).gradients()[0];
      double[] delta =
          Vectors.addScaled(
              Vectors.subtract(point, x),
              first * Annealing.cosine(1, LAST_STEP, k, steps),
              Vectors.normalize(gradient));
      epsilon *= Vectors.argmax(logits) == label ? 1 + gamma : 1 - gamma;
      point = box.clip(Vectors.addScaled(x, epsilon, Vectors.normalize(delta)));
      logits = evaluator.logits(point);
      k++;
      double norm = Vectors.distance(point, x);
      if (Vectors.argmax(logits) != label && norm < nearestNorm) {
        nearest = point;
        nearestNorm = norm;
        reached = Vectors.argmax(logits);
      }
    }
    boolean found = reached != label;
    return new AttackResult(
        x, nearest.clone(), label, reached, found ? nearestNorm : 0, found, k, meter.spent());
  }
}
