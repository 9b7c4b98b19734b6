package io.separatrix.geometry.boundary;

import static java.util.Comparator.comparingDouble;

import io.separatrix.geometry.EvaluationCount;
import io.separatrix.geometry.Evaluator;
import io.separatrix.geometry.LogitCombination;
import io.separatrix.geometry.Vectors;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

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

  /**
   * Of so many candidates the gradients are asked for before it is known whether the label changed.
   */
  private static final int FEW = 2;

  /** Candidates whose gradients at x are asked for first, if others may drop out. */
  private static final int FIRST = 3;

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
    return walk(x, Double.POSITIVE_INFINITY, evaluator).arrival(x, before, evaluator);
  }

  /**
   * The steps alone; what they found out on the way is of use to a refinement.
   *
   * @param kept at each of the first steps candidates further away than this many times the nearest
   *     drop out, to save their gradients; infinite for the authors' semantics
   */
  DeepFoolPath walk(double[] x, double kept, Evaluator evaluator) {
    int[] classes = Rivals.ranked(evaluator.logits(x), candidates);
    int label = classes[0];
    List<LogitCombination> margins = Rivals.margins(label, classes);
    List<Tangent> start = start(x, margins, kept, evaluator);

    List<Tangent> tangents = start;
    double[] r = new double[x.length];
    double[] overshot = r;
    int reached = label;
    int steps = 0;
    while (steps < iterations && reached == label && !tangents.isEmpty()) {
      Tangent nearest = Collections.min(tangents, comparingDouble(Tangent::residual));
      List<LogitCombination> left =
          steps < DROPPING && Double.isFinite(kept)
              ? within(kept * nearest.residual(), tangents)
              : margins;
      r = Vectors.addScaled(r, -(nearest.residual() + STEP_MARGIN), nearest.normal());
      overshot = Vectors.scale(1 + overshoot, r);
      // The gradients of a few at the end of the way cost less than a forward pass at each step.
      tangents = left.size() <= FEW ? Tangent.atPoint(x, overshot, left, evaluator) : List.of();
      reached =
          tangents.isEmpty()
              ? evaluator.label(Vectors.add(x, overshot))
              : Vectors.argmax(tangents.get(0).logits());
      if (reached == label && left.size() > FEW) {
        tangents = Tangent.atPoint(x, overshot, left, evaluator);
      }
      steps++;
    }
    return reached == label
        ? new DeepFoolPath(start, label, classes[1], x, false, steps, List.of())
        : new DeepFoolPath(start, label, reached, Vectors.add(x, overshot), true, steps, tangents);
  }

  /**
   * Tangents at x, without those candidates, if any may drop out, that would be beyond the bound
   * even if their margins were as steep as the steepest of the first ones.
   */
  private static List<Tangent> start(
      double[] x, List<LogitCombination> margins, double kept, Evaluator evaluator) {
    double[] zero = new double[x.length];
    int first = Double.isFinite(kept) ? Math.min(FIRST, margins.size()) : margins.size();
    List<Tangent> tangents =
        new ArrayList<>(Tangent.atPoint(x, zero, margins.subList(0, first), evaluator));
    double bound =
        kept
            * tangents.stream().mapToDouble(Tangent::residual).min().orElse(1)
            * tangents.stream().mapToDouble(Tangent::slope).max().orElse(1);
    List<LogitCombination> others =
        margins.subList(first, margins.size()).stream()
            .filter(f -> tangents.isEmpty() || !(f.value(tangents.get(0).logits()) > bound))
            .toList();
    tangents.addAll(Tangent.atPoint(x, zero, others, evaluator));
    return tangents;
  }

  private static List<LogitCombination> within(double bound, List<Tangent> tangents) {
    return tangents.stream().filter(t -> t.residual() <= bound).map(Tangent::f).toList();
  }
}
