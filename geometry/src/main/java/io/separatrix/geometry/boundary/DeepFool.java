package io.separatrix.geometry.boundary;

import io.separatrix.geometry.EvaluationCount;
import io.separatrix.geometry.Evaluator;
import io.separatrix.geometry.Linearization;
import io.separatrix.geometry.LogitCombination;
import io.separatrix.geometry.Vectors;
import java.util.stream.IntStream;

/**
 * DeepFool with the semantics of its authors' public code: the reference mode. At the current point
 * all candidate boundaries are linearised, the nearest one is stepped onto, and so on until the
 * label changes.
 *
 * <p>With r = 0, p = x, k = k(x), and while k(p) = k: for every candidate class c, {@code w_c =
 * grad f_c(p) - grad f_k(p)} and {@code dist_c = |f_c(p) - f_k(p)| / ||w_c||}; for the c of
 * smallest dist_c, {@code r += (dist_c + 1e-4) w_c / ||w_c||}; {@code p = x + (1 + overshoot) r}.
 * Note that the linearisation is at the overshot point while the steps add up without the
 * overshoot, that 1e-4 is an absolute length in input units, and that the attacked label is the
 * predicted one.
 *
 * <p>The result's point is {@code x + (1 + overshoot) r}, beyond the boundary, so its norm includes
 * the overshoot factor; its adjacent class is the label there, and it has converged if that is not
 * k. Where nothing was found the adjacent class is the runner-up at x.
 *
 * <p>Source: Moosavi-Dezfooli, Fawzi, Frossard, "DeepFool: a simple and accurate method to fool
 * deep neural networks", CVPR 2016, Algorithm 2.
 */
public final class DeepFool implements BoundarySearch {

  /** Candidates: this many largest logits at x, the label's own included. */
  public static final int DEFAULT_CANDIDATES = 10;

  public static final double DEFAULT_OVERSHOOT = 0.02;

  public static final int DEFAULT_ITERATIONS = 50;

  /** Steps after which all candidates take part again: the near boundaries may recede. */
  private static final int DROPPING = 5;

  /** Length added to every step, in input units. */
  private static final double STEP_MARGIN = 1e-4;

  private final int candidates;
  private final double overshoot;
  private final int iterations;

  /** The authors' parameters. */
  public DeepFool() {
    this(DEFAULT_CANDIDATES, DEFAULT_OVERSHOOT, DEFAULT_ITERATIONS);
  }

  /**
   * @param candidates how many of the largest logits at x take part, at least 2
   * @param overshoot relative overshoot, not negative
   * @param iterations steps at most, at least 1
   */
  public DeepFool(int candidates, double overshoot, int iterations) {
    if (candidates < 2 || !(overshoot >= 0) || iterations < 1) {
      throw new IllegalArgumentException(
          "expected candidates >= 2, overshoot >= 0 and iterations >= 1, found "
              + candidates
              + ", "
              + overshoot
              + " and "
              + iterations);
    }
    this.candidates = candidates;
    this.overshoot = overshoot;
    this.iterations = iterations;
  }

  @Override
  public BoundaryPoint search(double[] x, Evaluator evaluator) {
    EvaluationCount before = evaluator.count();
    return walk(x, Double.POSITIVE_INFINITY, evaluator).end(x, before, evaluator);
  }

  /**
   * The steps alone; what they found out on the way is of use to a refinement.
   *
   * @param kept at each of the first steps candidates further away than this many times the nearest
   *     drop out, to save their gradients; infinite for the authors' semantics
   */
  Walk walk(double[] x, double kept, Evaluator evaluator) {
    int[] classes = Rivals.ranked(evaluator.logits(x), candidates);
    int label = classes[0];
    LogitCombination[] margins = Rivals.margins(label, classes);
    Linearization start = evaluator.linearize(x, margins);

    double[] r = new double[x.length];
    double[] p = x.clone();
    int reached = label;
    LogitCombination[] left = margins;
    int steps = 0;
    for (; steps < iterations && reached == label; steps++) {
      Linearization at = steps == 0 ? start : evaluator.linearize(p, left);
      double[] distances = distances(at, left);
      int nearest = Vectors.argmax(Vectors.scale(-1, distances));
      if (distances[nearest] == Double.POSITIVE_INFINITY) {
        break;
      }
      double[] w = at.gradients()[nearest];
      r = Vectors.addScaled(r, -(distances[nearest] + STEP_MARGIN) / Vectors.norm(w), w);
      left = steps < DROPPING ? within(kept * distances[nearest], left, distances) : margins;
      p = Vectors.addScaled(x, 1 + overshoot, r);
      reached = evaluator.label(p);
    }
    boolean changed = reached != label;
    return new Walk(
        margins, start, label, changed ? reached : classes[1], changed ? p : x, changed, steps);
  }

  /** To the linearised boundaries; infinite where there is no gradient. */
  private static double[] distances(Linearization at, LogitCombination[] functions) {
    double[] distances = new double[functions.length];
    for (int c = 0; c < distances.length; c++) {
      double distance = Math.abs(functions[c].value(at.logits())) / Vectors.norm(at.gradients()[c]);
      distances[c] = distance >= 0 ? distance : Double.POSITIVE_INFINITY;
    }
    return distances;
  }

  /** Those not beyond the bound; all if it is infinity times a distance of 0, not a number. */
  private static LogitCombination[] within(
      double bound, LogitCombination[] functions, double[] distances) {
    return IntStream.range(0, functions.length)
        .filter(i -> !(distances[i] > bound))
        .mapToObj(i -> functions[i])
        .toArray(LogitCombination[]::new);
  }
}
