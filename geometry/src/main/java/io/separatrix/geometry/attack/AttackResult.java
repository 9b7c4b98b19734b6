package io.separatrix.geometry.attack;

import io.separatrix.geometry.EvaluationCount;
import io.separatrix.geometry.Vectors;

/**
 * The end of an attack on a point x.
 *
 * @param origin x, length d
 * @param point x', length d; x itself where a minimal-norm attack found nothing
 * @param label k(x)
 * @param reached k(x')
 * @param norm {@code ||x' - x||_2} in input units, whatever the norm of the attack's budget
 * @param succeeded whether k(x') differs from k(x) and the attack's further conditions, if it has
 *     any, hold
 * @param iterations steps of the attack
 * @param evaluations network evaluations spent
 */
public record AttackResult(
    double[] origin,
    double[] point,
    int label,
    int reached,
    double norm,
    boolean succeeded,
    int iterations,
    EvaluationCount evaluations) {

  /** The perturbation {@code x' - x}. */
  public double[] perturbation() {
    return Vectors.subtract(point, origin);
  }

  /** Whether the label changed. */
  public boolean misclassified() {
    return reached != label;
  }
}
