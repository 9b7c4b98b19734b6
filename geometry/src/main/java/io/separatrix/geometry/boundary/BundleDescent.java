package io.separatrix.geometry.boundary;

import static java.util.Comparator.comparingDouble;

import io.separatrix.geometry.Evaluator;
import io.separatrix.geometry.LogitCombination;
import io.separatrix.geometry.Vectors;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Shortens a perturbation that ends on the boundary {F = 0}, keeping it there.
 *
 * <p>On a smooth boundary the step is the projection of r on the normal, damped, with Newton's
 * method back to the boundary. A piecewise linear boundary defeats that: its nearest point mostly
 * lies where pieces meet, and the normal of one piece leads off it. So the last tangents are kept
 * as a bundle, the step aims at the shortest perturbation that crosses all of them, and a step that
 * comes out longer still adds its tangents (a bundle method: Lemarechal, Kiwiel; see Bonnans et
 * al., "Numerical Optimization", 2006, part II). Three damped steps of the bundle and a damped
 * projection on the latest normal are tried in one call.
 */
final class BundleDescent {

  private static final double[] DAMPING = {1, 0.2, 0.05};
  private static final double PROJECTION_DAMPING = 0.3;

  /** Trials a round. */
  static final int TRIALS = DAMPING.length + 1;

  private static final int TANGENTS = 8;

  /** How far, relative to the length, a boundary point may be short of a tangent that is kept. */
  private static final double BEND = 1e-3;

  /** Trial lengths relative to the shortest length so far. */
  private static final double SHORTEST_TRIAL = 0.8;

  private static final double LONGEST_TRIAL = 1.02;

  /** What a residual adds to a predicted length when trials are compared. */
  private static final double RESIDUAL_WEIGHT = 0.5;

  /** Displacements of {@link #explore}, relative to the length. */
  private static final double[] DISPLACEMENTS = {1e-5, 1e-4, 3e-4, 1e-3, 3e-3};

  private final double[] x;
  private final LogitCombination f;
  private final Evaluator evaluator;

  /**
   * @param x where the perturbation starts
   * @param f F, positive in the region of x
   */
  BundleDescent(double[] x, LogitCombination f, Evaluator evaluator) {
    this.x = x;
    this.f = f;
    this.evaluator = evaluator;
  }

  /** Tangents at several perturbations, in one call; those without a gradient are left out. */
  List<Tangent> tangents(List<double[]> perturbations) {
    return Tangent.at(x, perturbations, Collections.nCopies(perturbations.size(), f), evaluator);
  }

  /**
   * Descends from a perturbation on the boundary.
   *
   * @param start the tangent there
   * @param rounds calls at most
   * @param goal cosine at which to stop
   * @return all tangents met on the way, the start first
   */
  List<Tangent> descend(Tangent start, int rounds, double goal) {
    List<Tangent> met = new ArrayList<>(List.of(start));
    HalfSpaces bundle = new HalfSpaces(TANGENTS);
    bundle.add(start);
    Tangent best = start;
    for (int round = 0; round < rounds && !(best.cosine() >= goal); round++) {
      List<Tangent> trials = tangents(trials(best, bundle));
      for (int i = trials.size() - 1; i >= 0; i--) {
        bundle.add(trials.get(i));
      }
      met.addAll(trials);
      Tangent shortest = trials.stream().min(comparingDouble(BundleDescent::merit)).orElse(best);
      if (merit(shortest) < merit(best)) {
        best = shortest;
      }
      double[] landing = best.landing();
      bundle.forgetThoseBeyond(landing, BEND * best.length());
      if (bundle.isEmpty()) {
        bundle.add(best);
      }
    }
    return met;
  }

  private static double merit(Tangent tangent) {
    return tangent.crossing() + RESIDUAL_WEIGHT * tangent.residual();
  }

  private static List<double[]> trials(Tangent best, HalfSpaces bundle) {
    double[] from = best.landing();
    double[] to = bundle.nearest();
    List<double[]> trials = new ArrayList<>();
    for (double damping : DAMPING) {
      trials.add(Vectors.interpolate(from, to, damping));
    }
    trials.add(Vectors.interpolate(from, bundle.latest().projection(), PROJECTION_DAMPING));
    trials.replaceAll(
        trial -> {
          double[] u = Vectors.normalize(trial);
          double shortest = SHORTEST_TRIAL * best.crossing();
          double longest = LONGEST_TRIAL * best.crossing();
          return Vectors.scale(Math.max(shortest, Math.min(longest, bundle.crossing(u))), u);
        });
    return trials;
  }

  /**
   * Newton's method along the rays of the given tangents, at least one step.
   *
   * @return tangents at most {@code tolerance} from the boundary
   */
  List<Tangent> land(List<Tangent> tangents, double tolerance, int steps) {
    List<Tangent> landed = new ArrayList<>();
    List<Tangent> flying = tangents;
    for (int step = 0; step < steps && !flying.isEmpty(); step++) {
      flying =
          tangents(
              flying.stream()
                  .filter(t -> t.crossing() < Double.POSITIVE_INFINITY)
                  .map(Tangent::landing)
                  .toList());
      flying.stream().filter(t -> t.residual() <= tolerance).forEach(landed::add);
      flying = flying.stream().filter(t -> t.residual() > tolerance).toList();
    }
    return landed;
  }

  /**
   * Tangents at points of the same length close by, on both sides along the part of the normal that
   * does not point at x: at a kink, the pieces that meet there.
   */
  List<Tangent> explore(Tangent at) {
    double[] u = Vectors.normalize(at.r());
    double[] sideways =
        Vectors.normalize(Vectors.addScaled(at.normal(), -Vectors.dot(at.normal(), u), u));
    List<double[]> points = new ArrayList<>();
    for (double displacement : DISPLACEMENTS) {
      for (int side = -1; side <= 1; side += 2) {
        double[] moved = Vectors.addScaled(u, side * displacement, sideways);
        points.add(Vectors.scale(at.length(), Vectors.normalize(moved)));
      }
    }
    return tangents(points);
  }
}
