package io.separatrix.geometry.boundary;

import io.separatrix.geometry.Evaluator;
import io.separatrix.geometry.Vectors;
import java.util.ArrayList;
import java.util.List;

/**
 * A walk along the boundary {F = 0} that does not look at what it gains. With u_k the direction
 * from x and n_k the outward normal met there,
 *
 * <pre>
 *   u_{k+1} = ((1 - w_k) u_k + w_k n_k) / ||..||,   r_{k+1} = (1 + b_k) l_{k+1} u_{k+1}
 * </pre>
 *
 * where l_{k+1} is how far the boundary is along u_{k+1} by the latest tangent. So u is a mean of
 * the latest normals, and at a nearest point it is their fixed point. On a piecewise linear
 * boundary that is why it gets further than a descent, which stops at the first kink: it averages
 * over the pieces. w falls from {@value #FIRST} to {@value #LAST} by a cosine.
 *
 * <p>The normals are taken beyond the boundary at first: b falls by a cosine to 0 in the first
 * {@value #BEYOND} of the steps. On the first 40 images of lenet-fashion an attack then shortened 3
 * by a hundredth, and 8 with the normals taken on the boundary.
 *
 * <p>The decaying steps on spheres around x are those of Rony, Hafemann, Oliveira, Ben Ayed,
 * Sabourin, Granger, "Decoupling direction and norm for efficient gradient-based L2 adversarial
 * attacks and defenses", CVPR 2019; here the radius is the tangent's and not searched for.
 */
final class NormalWalk {

  /** b at the first step, for a walk from DeepFool's end. */
  static final double REACH = 0.3;

  private static final double FIRST = 0.7;
  private static final double LAST = 0.01;
  private static final double BEYOND = 0.6;

  /** How much further, and how much less far, a step may go than the one before. */
  private static final double LONGER = 1.05;

  private static final double SHORTER = 0.85;

  /** A direction that meets the tangent at a smaller cosine keeps the length. */
  private static final double LEAST_COSINE = 0.1;

  /** After this many steps a walk must be close to the length that it is to undercut. */
  private static final int GRACE = 9;

  private final double[] x;
  private final Evaluator evaluator;

  NormalWalk(double[] x, Evaluator evaluator) {
    this.x = x;
    this.evaluator = evaluator;
  }

  /**
   * Walks from a perturbation near the boundary.
   *
   * @param start the tangent there
   * @param steps how many; one costs a forward and a backward pass
   * @param reach b at the first step
   * @param enough a length; a walk that has not come below it in the first steps is given up
   * @return all tangents met on the way, the start first
   */
  List<Tangent> from(Tangent start, int steps, double reach, double enough) {
    List<Tangent> met = new ArrayList<>(List.of(start));
    Tangent at = start;
    double length = Math.min(start.crossing(), start.length());
    double shortest = BundleDescent.merit(start);
    for (int k = 0; k < steps && (k < GRACE || shortest <= enough); k++) {
      double weight = LAST + (FIRST - LAST) * falling((double) k / steps);
      double[] outward = Vectors.scale(-1, at.normal());
      double[] u =
          Vectors.normalize(Vectors.interpolate(Vectors.normalize(at.r()), outward, weight));
      double slope = Vectors.dot(outward, u);
      double crossing = slope < LEAST_COSINE ? length : -at.offset() / slope;
      length = Math.max(SHORTER * length, Math.min(LONGER * length, crossing));
      double beyond = reach * falling(Math.min(1, k / (BEYOND * steps)));
      List<Tangent> next =
          Tangent.at(
              x, List.of(Vectors.scale((1 + beyond) * length, u)), List.of(start.f()), evaluator);
      if (next.isEmpty()) {
        return met;
      }
      at = next.get(0);
      met.add(at);
      shortest = Math.min(shortest, BundleDescent.merit(at));
    }
    return met;
  }

  /** From 1 at 0 to 0 at 1, as a cosine. */
  private static double falling(double t) {
    return (1 + Math.cos(Math.PI * t)) / 2;
  }
}
