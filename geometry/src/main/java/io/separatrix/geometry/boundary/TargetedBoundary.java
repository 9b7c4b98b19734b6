package io.separatrix.geometry.boundary;

import io.separatrix.geometry.EvaluationCount;
import io.separatrix.geometry.Evaluator;
import io.separatrix.geometry.Linearization;
import io.separatrix.geometry.LogitCombination;
import io.separatrix.geometry.Vectors;

/**
 * A small perturbation r with {@code k(x + r) = t} for a given class t: the projection onto a
 * region that FindPath (Algorithm 1 of the paper) and its scenarios need.
 *
 * <p>The result's point lies strictly inside region t: its predicted label is t, and it is {@code
 * (1 + overshoot)} times as far from x as the boundary point found. Its label is k(x), its adjacent
 * class t; cosine and residual refer to the boundary between t and the class that rivals t most at
 * the end. A search that ends outside region t has not converged and returns x. If k(x) is t
 * already, the result is x, converged, with norm 0.
 */
public final class TargetedBoundary implements BoundarySearch {

  public static final double DEFAULT_OVERSHOOT = 0.02;

  private static final int STEPS = 50;
  private static final int RIVALS = 5;
  private static final double[] FRACTIONS = {1, 0.5, 0.25, 0.1, 0.03};
  private static final int HALVINGS = 40;

  private final int target;
  private final double overshoot;

  /** A search with the default overshoot. */
  public TargetedBoundary(int target) {
    this(target, DEFAULT_OVERSHOOT);
  }

  /**
   * @param target the class t to enter
   * @param overshoot how far beyond the boundary to end, relative to the distance from x, positive
   */
  public TargetedBoundary(int target, double overshoot) {
    if (target < 0 || !(overshoot > 0)) {
      throw new IllegalArgumentException(
          "expected target >= 0 and overshoot > 0, found " + target + " and " + overshoot);
    }
    this.target = target;
    this.overshoot = overshoot;
  }

  @Override
  public BoundaryPoint search(double[] x, Evaluator evaluator) {
    EvaluationCount before = evaluator.count();
    double[] logits = evaluator.logits(x);
    int label = Vectors.argmax(logits);
    double[] p = x;
    int steps = 0;
    while (steps < STEPS && Vectors.argmax(logits) != target) {
      int[] rivals = Rivals.ranked(logits, RIVALS);
      LogitCombination[] margins = Rivals.margins(target, rivals);
      Linearization at = evaluator.linearize(p, margins);
      double[] step = new double[x.length];
      double longest = 0;
      for (int m = 0; m < margins.length; m++) {
        double[] gradient = at.gradients()[m];
        double slope = Vectors.dot(gradient, gradient);
        double value = margins[m].value(at.logits()) + Vectors.dot(gradient, step);
        if (value < 0 && slope > 0) {
          step = Vectors.addScaled(step, -value / slope, gradient);
          longest = Math.max(longest, -value);
        }
      }
      if (longest == 0) {
        break;
      }
      double[][] trials = new double[FRACTIONS.length][];
      for (int i = 0; i < trials.length; i++) {
        trials[i] = Vectors.addScaled(p, (1 + overshoot) * FRACTIONS[i], step);
      }
      double[][] outcomes = evaluator.logits(trials);
      int best = 0;
      for (int i = 0; i < trials.length; i++) {
        if (lead(outcomes[i]) > lead(outcomes[best])) {
          best = i;
        }
      }
      p = trials[best];
      logits = outcomes[best];
      steps++;
    }
    if (Vectors.argmax(logits) != target) {
      int rival = label == target ? Rivals.ranked(logits, 2)[1] : label;
      return Arrival.at(x.clone(), x, rival, target, false, steps, before, evaluator);
    }
    if (label == target) {
      int rival = Rivals.ranked(logits, 2)[1];
      return Arrival.at(x.clone(), x, rival, target, true, 0, before, evaluator);
    }
    double outside = 0;
    double inside = 1;
    double[] end = p;
    for (int i = 0; i < HALVINGS && inside - outside > overshoot / 2 * inside; i++) {
      double middle = (outside + inside) / 2;
      double[] trial = Vectors.interpolate(x, p, middle);
      if (evaluator.label(trial) == target) {
        inside = middle;
        end = trial;
      } else {
        outside = middle;
      }
    }
    return Arrival.at(end, x, label, target, true, steps, before, evaluator);
  }

  /** Margin of the target over the best other class. */
  private double lead(double[] logits) {
    double rival = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < logits.length; i++) {
      if (i != target) {
        rival = Math.max(rival, logits[i]);
      }
    }
    return logits[target] - rival;
  }
}
