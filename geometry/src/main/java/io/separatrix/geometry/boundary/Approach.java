package io.separatrix.geometry.boundary;

import static java.util.Comparator.comparingDouble;

import io.separatrix.geometry.EvaluationCount;
import io.separatrix.geometry.Evaluator;
import io.separatrix.geometry.Linearization;
import io.separatrix.geometry.LogitCombination;
import io.separatrix.geometry.Margin;
import io.separatrix.geometry.Vectors;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One search of {@link NearestBoundary}, from the point where its reference mode ended. */
final class Approach {

  /** The descent ends early at this cosine. */
  private static final double GOAL = 1 - 1e-6;

  /** Other classes that are approached besides DeepFool's. */
  private static final int SCOUTS = 3;

  private static final int SCOUT_STEPS = 2;

  /** Descents at most; each further one follows a third class that came between. */
  private static final int DESCENTS = 3;

  private static final int LANDINGS = 8;
  private static final int NEWTON_STEPS = 5;
  private static final int EXPLORATIONS = 4;
  private static final int DISCOVERIES = 3;

  private final double[] x;
  private final BoundaryPoint reference;
  private final int label;
  private final int rounds;
  private final Evaluator evaluator;
  private final double tolerance;
  private int iterations;

  Approach(double[] x, BoundaryPoint reference, int rounds, Evaluator evaluator) {
    this.x = x;
    this.reference = reference;
    this.label = reference.label();
    this.rounds = rounds;
    this.evaluator = evaluator;
    this.tolerance =
        NearestBoundary.RESIDUAL * Math.max(Vectors.norm(x), Vectors.norm(reference.point()));
    this.iterations = reference.iterations();
  }

  BoundaryPoint nearest(EvaluationCount before) {
    Crossing exit = firstExit();
    Crossing next = exit;
    Tangent best = null;
    int adjacent = adjacent(exit);
    for (int descent = 0; descent < DESCENTS && next != null; descent++) {
      int rival = adjacent(next);
      BundleDescent bundle =
          new BundleDescent(x, LogitCombination.difference(label, rival), evaluator);
      List<Tangent> landed = descend(bundle, next);
      Tangent found = steepest(landed, rival);
      if (found != null) {
        found = polish(bundle, found, rival);
        if (best == null || found.length() < best.length()) {
          best = found;
          adjacent = rival;
        }
      }
      next = intrusion(landed, rival, best == null ? exit.length() : best.length());
    }
    if (best == null) {
      double[] z = Vectors.add(x, exit.perturbation());
      boolean atX = exit.length() <= tolerance;
      return Arrival.at(z, x, label, adjacent, atX, iterations, before, evaluator);
    }
    boolean converged = best.cosine() >= NearestBoundary.COSINE || best.length() <= tolerance;
    return Arrival.at(best, x, label, adjacent, converged, iterations, before, evaluator);
  }

  private int adjacent(Crossing exit) {
    return Margin.runnerUp(exit.logits(), label);
  }

  /** The shortest exit along the directions of the reference and of the scouts. */
  private Crossing firstExit() {
    double[] u = Vectors.normalize(reference.perturbation());
    Crossing exit = leave(u, reference.norm(), evaluator.logits(reference.point()));
    for (double[] scout : scouts()) {
      double[] logits = evaluator.logits(Vectors.addScaled(x, exit.length(), scout));
      if (Margin.of(logits, label) < 0) {
        exit = leave(scout, exit.length(), logits);
      }
    }
    return exit;
  }

  private Crossing leave(double[] u, double length, double[] outside) {
    return Crossing.find(x, u, length, outside, f -> Margin.of(f, label), tolerance, evaluator);
  }

  /** Directions of the classes that are nearest to first order, other than the reference's. */
  private List<double[]> scouts() {
    LogitCombination[] margins =
        Rivals.margins(label, Rivals.ranked(evaluator.logits(x), DeepFool.DEFAULT_CANDIDATES));
    Linearization at = evaluator.linearize(x, margins);
    List<Tangent> tangents = new ArrayList<>();
    for (int i = 0; i < margins.length; i++) {
      Tangent tangent =
          Tangent.of(new double[x.length], margins[i], at.logits(), at.gradients()[i]);
      if (tangent != null && margins[i].classes()[1] != reference.adjacent()) {
        tangents.add(tangent);
      }
    }
    List<Tangent> scouts =
        tangents.stream().sorted(comparingDouble(Tangent::residual)).limit(SCOUTS).toList();
    for (int step = 0; step < SCOUT_STEPS; step++) {
      scouts =
          Tangent.at(
              x,
              scouts.stream().map(Tangent::projection).toList(),
              scouts.stream().map(Tangent::f).toList(),
              evaluator);
    }
    return scouts.stream().map(scout -> Vectors.normalize(scout.projection())).toList();
  }

  /** Descends from an exit; the boundary points that come of it. */
  private List<Tangent> descend(BundleDescent bundle, Crossing exit) {
    List<Tangent> start = bundle.tangents(List.of(exit.perturbation()));
    if (start.isEmpty()) {
      return List.of();
    }
    List<Tangent> met = bundle.descend(start.get(0), rounds, GOAL);
    iterations += (met.size() - 1) / BundleDescent.TRIALS;
    List<Tangent> shortest =
        met.stream().sorted(comparingDouble(Tangent::crossing)).limit(LANDINGS).toList();
    return bundle.land(shortest, tolerance, NEWTON_STEPS);
  }

  /** Moves among the pieces that meet at a kink to the one whose normal points best at x. */
  private Tangent polish(BundleDescent bundle, Tangent start, int rival) {
    Tangent best = start;
    double longest = start.length() * (1 + NearestBoundary.SLACK);
    for (int i = 0; i < EXPLORATIONS && best.cosine() < GOAL; i++) {
      Tangent from = best;
      List<Tangent> discoveries =
          bundle.explore(from).stream()
              .filter(t -> t.cosine() > from.cosine() && t.crossing() <= longest)
              .sorted(comparingDouble(t -> -t.cosine()))
              .limit(DISCOVERIES)
              .toList();
      List<Tangent> landed = new ArrayList<>(bundle.land(discoveries, tolerance, NEWTON_STEPS));
      landed.add(from);
      Tangent steepest = steepest(landed, rival);
      if (steepest == null || steepest.cosine() <= from.cosine()) {
        return from;
      }
      best = steepest;
    }
    return best;
  }

  /**
   * The boundary point of largest cosine among those hardly longer than the shortest and no longer
   * than the reference; null if there is none on the boundary of region {@code label}.
   */
  private @Nullable Tangent steepest(List<Tangent> landed, int rival) {
    List<Tangent> own =
        landed.stream().filter(t -> t.length() <= reference.norm() && !intruded(t, rival)).toList();
    double shortest = own.stream().mapToDouble(Tangent::length).min().orElse(0);
    return own.stream()
        .filter(t -> t.length() <= shortest * (1 + NearestBoundary.SLACK))
        .max(comparingDouble(Tangent::cosine))
        .orElse(null);
  }

  /** Whether a third class beats both at a point on the boundary between label and rival. */
  private boolean intruded(Tangent tangent, int rival) {
    int top = Vectors.argmax(tangent.logits());
    return top != label && top != rival;
  }

  /** The exit into a third class on the way to the shortest point that it took; null if none. */
  private @Nullable Crossing intrusion(List<Tangent> landed, int rival, double shorterThan) {
    return landed.stream()
        .filter(t -> intruded(t, rival) && t.length() < shorterThan)
        .min(comparingDouble(Tangent::length))
        .map(t -> leave(Vectors.normalize(t.r()), t.length(), t.logits()))
        .orElse(null);
  }
}
