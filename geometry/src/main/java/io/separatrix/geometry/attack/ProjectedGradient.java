package io.separatrix.geometry.attack;

import io.separatrix.geometry.EvaluationMeter;
import io.separatrix.geometry.Evaluator;
import io.separatrix.geometry.LogitCombination;
import io.separatrix.geometry.Margin;
import io.separatrix.geometry.Vectors;
import java.util.SplittableRandom;

/**
 * Projected gradient ascent of {@code max_j f_j - f_k} within a budget: from a random start,
 * uniform in the ball around x, steps of {@code 2.5 budget / steps} along the steepest direction of
 * the budget's norm, each followed by the projection on the ball and on the box. The strongest
 * rival j is chosen anew at each step. Unlike a minimal-norm attack it goes as deep into another
 * region as the budget lets it; the result is the point met with the largest {@code max_j f_j -
 * f_k}.
 *
 * <p>Source: Madry, Makelov, Schmidt, Tsipras, Vladu, "Towards deep learning models resistant to
 * adversarial attacks", ICLR 2018 (their step length too); the loss is f_6 of Carlini, Wagner,
 * "Towards evaluating the robustness of neural networks", S&amp;P 2017.
 *
 * @param norm of the budget
 * @param budget largest norm of a perturbation, in input units; positive
 * @param steps at least 1; a step costs two forward passes and a backward one
 * @param box what perturbed points stay in
 */
public record ProjectedGradient(BudgetNorm norm, double budget, int steps, Box box)
    implements Attack {

  public static final int DEFAULT_STEPS = 20;

  /** Sum of the steps' lengths over the budget: enough to leave any start and reach the rim. */
  private static final double TRAVEL = 2.5;

  public ProjectedGradient {
    if (!(budget > 0) || steps < 1) {
      throw new IllegalArgumentException(
          "expected a positive budget and steps >= 1, found " + budget + " and " + steps);
    }
  }

  @Override
  public AttackResult run(double[] x, SplittableRandom random, Evaluator evaluator) {
    EvaluationMeter meter = evaluator.meter();
    int label = evaluator.label(x);
    double[] point = box.clip(Vectors.add(x, norm.uniform(random, x.length, budget)));
    double[] logits = evaluator.logits(point);
    double[] best = point;
    double[] bestLogits = logits;
    double length = TRAVEL * budget / steps;
    for (int k = 0; k < steps; k++) {
      LogitCombination loss = Loss.deficit(logits, label);
      double[] gradient = evaluator.linearize(point, loss).gradients()[0];
      double[] r = Vectors.addScaled(Vectors.subtract(point, x), length, norm.steepest(gradient));
      point = box.clip(Vectors.add(x, norm.project(r, budget)));
      logits = evaluator.logits(point);
      if (Margin.of(logits, label) < Margin.of(bestLogits, label)) {
        best = point;
        bestLogits = logits;
      }
    }
    int reached = Vectors.argmax(bestLogits);
    return new AttackResult(
        x, best, label, reached, Vectors.distance(best, x), reached != label, steps, meter.spent());
  }
}
