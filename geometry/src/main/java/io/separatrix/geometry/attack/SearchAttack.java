package io.separatrix.geometry.attack;

import io.separatrix.geometry.EvaluationMeter;
import io.separatrix.geometry.Evaluator;
import io.separatrix.geometry.Vectors;
import io.separatrix.geometry.boundary.BoundaryPoint;
import io.separatrix.geometry.boundary.BoundarySearch;
import java.util.SplittableRandom;

/**
 * The perturbation r of a {@link BoundarySearch}, scaled: {@code x' = x + alpha r}. With DeepFool
 * and alpha = 1, 2, 5 these are the perturbations of Fig. 8 of the paper. A search that ends on the
 * boundary itself needs alpha a little above 1 to cross it.
 *
 * @param search finds r; draws nothing at random
 * @param alpha positive
 * @param box clips x'
 */
public record SearchAttack(BoundarySearch search, double alpha, Box box) implements Attack {

  public SearchAttack {
    if (!(alpha > 0)) {
      throw new IllegalArgumentException("expected a positive alpha, found " + alpha);
    }
  }

  @Override
  public AttackResult run(double[] x, SplittableRandom random, Evaluator evaluator) {
    EvaluationMeter meter = evaluator.meter();
    BoundaryPoint found = search.search(x, evaluator);
    double[] point = box.clip(Vectors.addScaled(x, alpha, found.perturbation()));
    int reached = evaluator.label(point);
    return new AttackResult(
        x,
        point,
        found.label(),
        reached,
        Vectors.distance(point, x),
        reached != found.label(),
        found.iterations(),
        meter.spent());
  }
}
