package io.separatrix.geometry.boundary;

import io.separatrix.geometry.Evaluator;
import io.separatrix.geometry.LogitCombination;
import io.separatrix.geometry.Margin;
import io.separatrix.geometry.Seeds;
import io.separatrix.geometry.Vectors;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A first point inside a region.
 *
 * @param label k(x)
 * @param point inside the region if found, else x
 * @param logits f(point)
 * @param steps steps taken
 * @param found whether the label at the point is the target
 */
record InteriorPoint(int label, double[] point, double[] logits, int steps, boolean found) {

  /** The first attempt starts at x, the others beside it. */
  private static final int ATTEMPTS = 3;

  /** How far beside, relative to {@code ||x||}. */
  private static final double DISPLACEMENT = 0.05;

  private static final int STEPS = 50;
  private static final int RIVALS = 5;

  /** Fractions of the step to the linearised boundaries that are tried, in one call. */
  private static final double[] FRACTIONS = {1.02, 0.5, 0.25, 0.1, 0.03};

  /** Steps in a row without a better margin after which an attempt is given up. */
  private static final int PATIENCE = 8;

  /**
   * Walks from x into the region of the target: at each step the boundaries against the strongest
   * rivals are linearised, the shortest step into all their half-spaces is taken at several
   * fractions, and the one with the best margin is kept.
   */
  static InteriorPoint find(double[] x, int target, Evaluator evaluator) {
    double[] logits = evaluator.logits(x);
    if (target >= logits.length) {
      throw new IllegalArgumentException(
          "expected a target below the number of classes, found "
              + target
              + " of "
              + logits.length
              + " classes");
    }
    int label = Vectors.argmax(logits);
    InteriorPoint start = new InteriorPoint(label, x, logits, 0, label == target);
    int steps = 0;
    for (int attempt = 0; attempt < ATTEMPTS && !start.found(); attempt++) {
      InteriorPoint entry = attempt == 0 ? start : beside(start, attempt, evaluator);
      entry = entry.walk(target, evaluator);
      steps += entry.steps();
      if (entry.found()) {
        return new InteriorPoint(label, entry.point(), entry.logits(), steps, true);
      }
    }
    return new InteriorPoint(label, x, logits, steps, start.found());
  }

  private static InteriorPoint beside(InteriorPoint start, int attempt, Evaluator evaluator) {
    SplittableRandom random = Seeds.random(0, "entry", attempt);
    double[] x = start.point();
    double[] direction = new double[x.length];
    for (int i = 0; i < direction.length; i++) {
      direction[i] = random.nextGaussian();
    }
    double length = attempt * DISPLACEMENT * Vectors.norm(x);
    double[] point = Vectors.addScaled(x, length, Vectors.normalize(direction));
    return new InteriorPoint(start.label(), point, evaluator.logits(point), 0, false);
  }

  private InteriorPoint walk(int target, Evaluator evaluator) {
    double[] p = point;
    double[] at = logits;
    double bestMargin = Margin.of(at, target);
    int unchanged = 0;
    int step = 0;
    while (step < STEPS && unchanged < PATIENCE && Vectors.argmax(at) != target) {
      double[] towards = step(p, at, target, evaluator);
      if (Vectors.norm(towards) == 0) {
        break;
      }
      double[][] trials = new double[FRACTIONS.length][];
      for (int i = 0; i < trials.length; i++) {
        trials[i] = Vectors.addScaled(p, FRACTIONS[i], towards);
      }
      double[][] outcomes = evaluator.logits(trials);
      int best = 0;
      for (int i = 1; i < trials.length; i++) {
        if (Margin.of(outcomes[i], target) > Margin.of(outcomes[best], target)) {
          best = i;
        }
      }
      p = trials[best];
      at = outcomes[best];
      unchanged = Margin.of(at, target) > bestMargin ? 0 : unchanged + 1;
      bestMargin = Math.max(bestMargin, Margin.of(at, target));
      step++;
    }
    return new InteriorPoint(label, p, at, step, Vectors.argmax(at) == target);
  }

  private static double[] step(double[] p, double[] logits, int target, Evaluator evaluator) {
    List<LogitCombination> deficits = Rivals.deficits(target, Rivals.ranked(logits, RIVALS));
    HalfSpaces halfSpaces = new HalfSpaces(RIVALS);
    Tangent.atPoint(p, new double[p.length], deficits, evaluator).forEach(halfSpaces::add);
    return halfSpaces.isEmpty() ? new double[p.length] : halfSpaces.nearest();
  }
}
