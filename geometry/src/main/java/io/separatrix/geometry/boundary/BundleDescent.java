package io.separatrix.geometry.boundary;

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
 * comes out longer still adds its tangent (a bundle method: Lemarechal, Kiwiel; see Bonnans et al.,
 * "Numerical Optimization", 2006, part II). After a step that shortens, the next one may go
 * further; after one that does not, it goes less far.
 */
final class BundleDescent {

  /** More tangents are out of date where the boundary bends; fewer do not span its kinks. */
  private static final int TANGENTS = 6;

  /** Pieces of a boundary that are looked for at a kink. */
  private static final int PIECES = 16;

  /** How far, relative to the length, a boundary point may be short of a tangent that is kept. */
  private static final double BEND = 1e-3;

  /** Trial lengths relative to the shortest length so far. */
  private static final double SHORTEST_TRIAL = 0.8;

  private static final double LONGEST_TRIAL = 1.02;

  /** What a residual adds to a predicted length when trials are compared. */
  private static final double RESIDUAL_WEIGHT = 0.5;

  /** Factors of the step's fraction after a success and after a failure. */
  private static final double LENGTHENED = 2;

  private static final double SHORTENED = 0.4;

  private static final double LEAST_FRACTION = 0.02;

  /**
   * The descent ends after this many trials on a smooth boundary in which neither the length fell
   * by {@link #GAIN} nor {@code 1 - cosine} to a half.
   */
  private static final int PATIENCE = 8;

  /** At a kink the pieces that meet are found sooner than a smooth boundary's nearest point. */
  private static final int PATIENCE_AT_KINK = 5;

  /** The largest cosine there: on a smooth boundary it comes to 1. */
  private static final double KINK = 1 - 1e-3;

  private static final double GAIN = 1e-3;

  /** After this many trials a descent must be close to the length that it is to undercut. */
  private static final int GRACE = 4;

  private static final double CLOSE = 1.1;

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
   * Descends from a perturbation near the boundary.
   *
   * @param start the tangent there
   * @param rounds trials at most
   * @param goal cosine at which to stop
   * @param undercut a length; a descent that does not come close to it is given up
   * @return all tangents met on the way, the start first
   */
  List<Tangent> descend(Tangent start, int rounds, double goal, double undercut) {
    List<Tangent> met = new ArrayList<>(List.of(start));
    HalfSpaces bundle = new HalfSpaces(TANGENTS);
    bundle.add(start);
    Tangent best = start;
    double fraction = 1;
    Tangent mark = start;
    int sinceGain = 0;
    for (int round = 0; round < rounds && sinceGain < patience(best); round++) {
      if (best.cosine() >= goal || (round >= GRACE && merit(best) > CLOSE * undercut)) {
        break;
      }
      double before = merit(best);
      for (Tangent trial : tangents(List.of(trial(best, bundle, fraction)))) {
        bundle.add(trial);
        met.add(trial);
        if (merit(trial) < before) {
          best = trial;
        }
      }
      boolean shorter = merit(best) < before;
      fraction =
          shorter
              ? Math.min(1, LENGTHENED * fraction)
              : Math.max(LEAST_FRACTION, SHORTENED * fraction);
      sinceGain++;
      if (merit(best) < (1 - GAIN) * merit(mark) || 1 - best.cosine() < (1 - mark.cosine()) / 2) {
        mark = best;
        sinceGain = 0;
      }
      bundle.forgetThoseBeyond(best.landing(), BEND * best.length());
      if (bundle.isEmpty()) {
        bundle.add(best);
      }
    }
    return met;
  }

  /**
   * How much shorter than a boundary point at a kink a perturbation can be that crosses all pieces
   * of the boundary that meet there: the pieces are looked for where the shortest one that crosses
   * those known so far would end.
   *
   * @param at on the boundary
   * @param enough a shortening that is small enough to stop
   * @return relative to the length; 0 if x - z lies in the cone of the pieces' normals
   */
  double shortening(Tangent at, double enough) {
    HalfSpaces pieces = new HalfSpaces(PIECES);
    pieces.add(at);
    double shortening = 1;
    for (int round = 0; round < PIECES && shortening > enough; round++) {
      double[] shortest = pieces.nearest();
      shortening = 1 - Vectors.norm(shortest) / at.length();
      if (shortening > enough) {
        double[] u = Vectors.normalize(shortest);
        tangents(List.of(Vectors.scale(pieces.crossing(u), u))).forEach(pieces::add);
        pieces.forgetThoseBeyond(at.r(), BEND * at.length());
      }
    }
    return shortening;
  }

  private static int patience(Tangent best) {
    return best.cosine() < KINK ? PATIENCE_AT_KINK : PATIENCE;
  }

  /** A length that counts against points far from the boundary, where it is only predicted. */
  static double merit(Tangent tangent) {
    return tangent.crossing() + RESIDUAL_WEIGHT * tangent.residual();
  }

  /** A fraction of the way to the bundle's nearest point, cut or stretched to the boundary. */
  private static double[] trial(Tangent best, HalfSpaces bundle, double fraction) {
    double[] u = Vectors.normalize(Vectors.interpolate(best.landing(), bundle.nearest(), fraction));
    double shortest = SHORTEST_TRIAL * best.crossing();
    double longest = LONGEST_TRIAL * best.crossing();
    return Vectors.scale(Math.max(shortest, Math.min(longest, bundle.crossing(u))), u);
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
