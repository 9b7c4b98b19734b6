package io.separatrix.geometry.attack;

import io.separatrix.geometry.EvaluationCount;
import io.separatrix.geometry.Evaluator;
import io.separatrix.geometry.LogitCombination;
import io.separatrix.geometry.Vectors;
import java.util.OptionalInt;
import java.util.SplittableRandom;

/**
 * A minimal-norm L2 attack that searches in balls around x whose radius follows the boundary. With
 * {@code delta_0 = 0}, and for K steps,
 *
 * <pre>
 *   L_k       = f_label - f_rival at x + delta_{k-1}
 *   epsilon_k = min((1 - gamma_k) epsilon_{k-1}, the least norm met)  where the label is another
 *             = (1 + gamma_k) epsilon_{k-1}                           where it is not, but was
 *             = (1 + gamma_k) (||delta_{k-1}|| + L_k / ||grad L_k||)  where it never was
 *   delta_k   = delta_{k-1} - s_k grad L_k / ||grad L_k||, into the ball of radius epsilon_k
 * </pre>
 *
 * and x + delta_k clipped to the box. The rival is the strongest other class at the point or, for
 * restarts, a given one; in both cases any other label ends the region of x. gamma_k and s_k fall
 * by a cosine to a fiftieth and a hundredth. The result is the nearest point met whose label is
 * another.
 *
 * <p>Here s_1 is the distance to the boundary of the strongest rival to first order at x, where the
 * authors have 1: the attack is then the same in all units of the input. Their epsilon, where the
 * label never changed, lacks the factor: on a flat boundary rounding would decide whether it is
 * ever crossed.
 *
 * <p>Source: Pintor, Roli, Brendel, Biggio, "Fast minimum-norm adversarial attacks through adaptive
 * norm constraints", NeurIPS 2021, Algorithm 1.
 *
 * @param steps K, at least 1; a step costs two forward passes and a backward one
 * @param gamma first relative change of epsilon, in (0, 1)
 * @param towards the rival; empty for the strongest at each point
 * @param box what perturbed points stay in
 */
public record FastMinimumNorm(int steps, double gamma, OptionalInt towards, Box box)
    implements Attack {

  public static final int DEFAULT_STEPS = 100;

  /** The authors' gamma. */
  public static final double DEFAULT_GAMMA = 0.05;

  private static final double LAST_STEP = 0.01;
  private static final double LAST_GAMMA = 0.02;

  public FastMinimumNorm {
    if (steps < 1 || !(gamma > 0 && gamma < 1)) {
      throw new IllegalArgumentException(
          "expected steps >= 1 and 0 < gamma < 1, found " + steps + " and " + gamma);
    }
  }

  /** With the default parameters, towards the strongest rival. */
  public FastMinimumNorm(Box box) {
    this(DEFAULT_STEPS, DEFAULT_GAMMA, OptionalInt.empty(), box);
  }

  @Override
  public AttackResult run(double[] x, SplittableRandom random, Evaluator evaluator) {
    EvaluationCount before = evaluator.count();
    double[] logits = evaluator.logits(x);
    int label = Vectors.argmax(logits);
    double[] nearest = x;
    double nearestNorm = Double.POSITIVE_INFINITY;
    int reached = label;
    double[] point = x;
    double first = Loss.firstOrderDistance(x, logits, label, evaluator);
    double epsilon = Double.POSITIVE_INFINITY;
    int k = 0;
    while (k < steps && Double.isFinite(first)) {
      LogitCombination deficit = deficit(logits, label);
      double[] gradient = evaluator.linearize(point, deficit).gradients()[0];
      double[] delta = Vectors.subtract(point, x);
      double change = Annealing.cosine(gamma, LAST_GAMMA * gamma, k, steps);
      if (Vectors.argmax(logits) != label) {
        epsilon = Math.min((1 - change) * epsilon, nearestNorm);
      } else if (reached != label) {
        epsilon *= 1 + change;
      } else {
        epsilon = (1 + change) * (Vectors.norm(delta) + distance(deficit.value(logits), gradient));
      }
      double step = first * Annealing.cosine(1, LAST_STEP, k, steps);
      delta = Vectors.addScaled(delta, step, Vectors.normalize(gradient));
      point = box.clip(Vectors.add(x, into(epsilon, delta)));
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
        x,
        nearest.clone(),
        label,
        reached,
        found ? nearestNorm : 0,
        found,
        k,
        evaluator.count().minus(before));
  }

  private LogitCombination deficit(double[] logits, int label) {
    return towards.isPresent() && towards.getAsInt() != label
        ? LogitCombination.difference(towards.getAsInt(), label)
        : Loss.deficit(logits, label);
  }

  /** To first order; infinite where the gradient vanishes. */
  private static double distance(double value, double[] gradient) {
    double norm = Vectors.norm(gradient);
    return norm == 0 ? Double.POSITIVE_INFINITY : Math.abs(value) / norm;
  }

  /** The nearest vector in the ball of the given radius around 0. */
  private static double[] into(double radius, double[] delta) {
    double norm = Vectors.norm(delta);
    return norm <= radius ? delta : Vectors.scale(radius / norm, delta);
  }
}
