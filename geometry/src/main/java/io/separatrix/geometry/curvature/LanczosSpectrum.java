package io.separatrix.geometry.curvature;

import io.separatrix.geometry.UniformSampling;
import io.separatrix.geometry.Vectors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Principal curvatures from few products: Lanczos for both ends of the spectrum, stochastic Lanczos
 * quadrature for the bulk between (Ubaru, Chen, Saad, "Fast estimation of tr(f(A)) via stochastic
 * Lanczos quadrature", 2017), with the ends deflated. The profile's i-th value is the quantile
 * {@code (i - 1/2)/(d - 1)} of the estimated spectral distribution, corrected at the ends by the
 * values found there.
 *
 * @param extremes directions wanted at each end
 * @param steps Lanczos steps for the ends
 * @param probes random start vectors for the bulk
 * @param probeSteps Lanczos steps of each probe
 */
public record LanczosSpectrum(int extremes, int steps, int probes, int probeSteps) {

  /** SkewPart up to which an operator counts as a symmetric linear map. */
  private static final double SYMMETRIC = 1e-2;

  public LanczosSpectrum {
    if (extremes < 1 || steps < 2 * extremes || probes < 0 || probeSteps < 1) {
      throw new IllegalArgumentException(
          "expected at least one extreme, two steps for each and no negative probes, found "
              + extremes
              + " extremes, "
              + steps
              + " steps, "
              + probes
              + " probes of "
              + probeSteps
              + " steps");
    }
  }

  /** Products spent at most, the mean's not counted. */
  public int products() {
    return steps + probes * probeSteps;
  }

  /**
   * The spectrum. Its mean is that of the profile, without a standard error.
   *
   * @param operator at a boundary point
   * @param random for the start vectors
   */
  public PrincipalCurvatures compute(CurvatureOperator operator, SplittableRandom random) {
    return compute(operator, null, random);
  }

  /**
   * The spectrum.
   *
   * @param operator at a boundary point
   * @param mean how the mean is found, beyond what Lanczos has seen; null to take the profile's
   * @param random for the start vectors
   */
  public PrincipalCurvatures compute(
      CurvatureOperator operator, @Nullable MeanSampling mean, SplittableRandom random) {
    int m = operator.dimension() - 1;
    KrylovSpace ends = new KrylovSpace(tangent(operator, random), normalOf(operator));
    while (ends.size() < Math.min(steps, m)) {
      if (ends.size() > 0) {
        if (ends.exhausted()) {
          ends.restart(tangent(operator, random));
        }
        ends.advance();
      }
      ends.extend(operator.apply(new double[][] {ends.last()})[0]);
    }
    KrylovSpace.Ritz ritz = ends.ritz();
    int found = ritz.values().length;
    int top = Math.min(extremes, (found + 1) / 2);
    int bottom = Math.min(extremes, found - top);
    int[] chosen = new int[top + bottom];
    for (int i = 0; i < chosen.length; i++) {
      chosen[i] = i < top ? i : found - chosen.length + i;
    }
    double[][] directions = new double[chosen.length][];
    double[] directionValues = new double[chosen.length];
    double errorBound = 0;
    for (int i = 0; i < chosen.length; i++) {
      directions[i] = ends.combine(ritz.coefficients()[chosen[i]]);
      directionValues[i] = ritz.values()[chosen[i]];
      errorBound = Math.max(errorBound, ritz.residual(chosen[i]));
    }
    List<double[]> bulk = bulk(operator, directions, random);
    double[] values = new double[m];
    System.arraycopy(directionValues, 0, values, 0, top);
    System.arraycopy(directionValues, top, values, m - bottom, bottom);
    fill(values, top, m - bottom, bulk);
    // A probe may see a value beyond an end that has not converged.
    sortDescending(values);
    return new PrincipalCurvatures(
        values,
        directions,
        directionValues,
        ends.asymmetry(),
        errorBound,
        mean == null
            ? new MeanCurvature.Estimate(Arrays.stream(values).sum() / m, Double.NaN, 0, 0)
            : mean(operator, ends, mean, random));
  }

  /**
   * Differences of gradients are no linear map, and Lanczos looks for the directions in which they
   * are large: there what it has seen would bias the mean, and all of it is drawn.
   */
  private static MeanCurvature.Estimate mean(
      CurvatureOperator operator,
      KrylovSpace seen,
      MeanSampling sampling,
      SplittableRandom random) {
    return seen.asymmetry() < SYMMETRIC
        ? sampling.estimate(operator, seen.basis(), seen.trace(), random)
        : sampling.estimate(operator, new double[0][], 0, random);
  }

  /**
   * A direction whose normal curvature {@code v^T A v} is near a value inside the spectrum: the
   * Ritz vector nearest to it. Its curvature is its Ritz value, whether it has converged or not.
   */
  public Direction directionNear(
      double value, CurvatureOperator operator, SplittableRandom random) {
    KrylovSpace space = new KrylovSpace(tangent(operator, random), normalOf(operator));
    grow(operator, List.of(space), Math.min(probeSteps, operator.dimension() - 1));
    KrylovSpace.Ritz ritz = space.ritz();
    int nearest = 0;
    for (int i = 1; i < ritz.values().length; i++) {
      if (Math.abs(ritz.values()[i] - value) < Math.abs(ritz.values()[nearest] - value)) {
        nearest = i;
      }
    }
    return new Direction(space.combine(ritz.coefficients()[nearest]), ritz.values()[nearest]);
  }

  /**
   * A tangent direction.
   *
   * @param vector of unit length
   * @param curvature normal curvature along it, in 1 / input unit
   */
  public record Direction(double[] vector, double curvature) {}

  /**
   * Nodes and weights of the spectral distribution of what the ends leave, weights summing to 1.
   */
  private List<double[]> bulk(
      CurvatureOperator operator, double[][] found, SplittableRandom random) {
    List<KrylovSpace> spaces = new ArrayList<>();
    double[][] deflated = Arrays.copyOf(found, found.length + 1);
    deflated[found.length] = operator.normal();
    for (int i = 0; i < probes; i++) {
      spaces.add(new KrylovSpace(tangent(operator, random), deflated));
    }
    grow(operator, spaces, Math.min(probeSteps, operator.dimension() - deflated.length));
    List<double[]> nodes = new ArrayList<>();
    for (KrylovSpace space : spaces) {
      if (space.size() == 0) {
        continue;
      }
      KrylovSpace.Ritz ritz = space.ritz();
      for (int i = 0; i < ritz.values().length; i++) {
        double first = ritz.coefficients()[i][0];
        nodes.add(new double[] {ritz.values()[i], first * first / spaces.size()});
      }
    }
    nodes.sort(Comparator.comparingDouble(node -> -node[0]));
    return nodes;
  }

  private static void grow(CurvatureOperator operator, List<KrylovSpace> spaces, int steps) {
    for (int step = 0; step < steps; step++) {
      List<KrylovSpace> open = spaces.stream().filter(space -> !space.exhausted()).toList();
      if (open.isEmpty()) {
        return;
      }
      if (step > 0) {
        open.forEach(KrylovSpace::advance);
      }
      double[][] products =
          operator.apply(open.stream().map(KrylovSpace::last).toArray(double[][]::new));
      for (int i = 0; i < products.length; i++) {
        open.get(i).extend(products[i]);
      }
    }
  }

  /** Descending quantiles of the distribution, midpoints of its steps joined by straight lines. */
  private static void fill(double[] values, int from, int to, List<double[]> nodes) {
    if (to <= from) {
      return;
    }
    if (nodes.isEmpty()) {
      // Without probes the bulk is unknown; it lies between the ends.
      double low = to < values.length ? values[to] : 0;
      double high = from > 0 ? values[from - 1] : 0;
      Arrays.fill(values, from, to, (low + high) / 2);
      return;
    }
    int n = to - from;
    double below = 0;
    int node = 0;
    for (int i = 0; i < n; i++) {
      double level = (i + 0.5) / n;
      while (node < nodes.size() - 1 && below + nodes.get(node)[1] / 2 < level) {
        below += nodes.get(node)[1];
        node++;
      }
      double[] right = nodes.get(node);
      double rightAt = below + right[1] / 2;
      double value = right[0];
      if (node > 0 && level < rightAt) {
        double[] left = nodes.get(node - 1);
        double leftAt = below - left[1] / 2;
        double t = Math.max(0, (level - leftAt) / (rightAt - leftAt));
        value = left[0] + t * (right[0] - left[0]);
      }
      values[from + i] = value;
    }
  }

  private static void sortDescending(double[] values) {
    Arrays.sort(values);
    for (int i = 0; i < values.length / 2; i++) {
      double value = values[i];
      values[i] = values[values.length - 1 - i];
      values[values.length - 1 - i] = value;
    }
  }

  /**
   * What Krylov spaces stay orthogonal to: rounding grows into the normal, and would be found there
   * as a direction of curvature 0.
   */
  private static double[][] normalOf(CurvatureOperator operator) {
    return new double[][] {operator.normal()};
  }

  private static double[] tangent(CurvatureOperator operator, SplittableRandom random) {
    double[] v = UniformSampling.onSphere(random, operator.dimension(), 1);
    return Vectors.normalize(operator.project(v));
  }
}
