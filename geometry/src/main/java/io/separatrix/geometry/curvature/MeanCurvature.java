package io.separatrix.geometry.curvature;

import io.separatrix.geometry.Evaluator;
import io.separatrix.geometry.LogitCombination;
import io.separatrix.geometry.SampleMean;
import io.separatrix.geometry.UniformSampling;
import io.separatrix.geometry.Vectors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Mean curvature at a boundary point, the average of the d-1 principal curvatures, as the mean of
 * normal curvatures over the tangent unit sphere by the logit form at scale h. (Drawn on the
 * tangent sphere, the mean needs no factor d/(d-1).)
 *
 * <p>Directions come in blocks of {@link #BLOCK} orthonormal ones, which spreads them evenly: one
 * block first, then as many again as there are, until the sign is certain or the budget is spent.
 * The standard error is that of independent directions, which is no less than that of orthonormal
 * ones.
 *
 * <p>The sign is a sequential test. With four standard errors and normally distributed curvatures
 * all looks together, at 16, 32, 64, ... directions, err with a probability below .002 (the tails
 * of Student's t beyond 4, added up); three would err in .009 at the first look alone. Where one
 * direction is curved as much as a hundred others the other way, they err in .04.
 *
 * @param step h, in input units
 * @param maxDirections budget, at least one block; what exceeds whole blocks is not used
 * @param standardErrors the sign counts as certain when the mean is this many standard errors from
 *     zero
 */
public record MeanCurvature(double step, int maxDirections, double standardErrors) {

  /** Directions in a block. */
  public static final int BLOCK = 16;

  /** Unit of rounding of float64 over that of float32. */
  private static final double FLOAT64 = 0x1p-29;

  public MeanCurvature {
    if (!(step > 0) || maxDirections < BLOCK) {
      throw new IllegalArgumentException(
          "expected a positive step and at least "
              + BLOCK
              + " directions, found step "
              + step
              + " and "
              + maxDirections
              + " directions");
    }
  }

  /**
   * The estimate at one point.
   *
   * @param value mean curvature, in 1 / input unit; its sign follows the orientation of F
   * @param standardError of the mean, from the curvatures along the directions
   * @param directions directions used
   * @param float32Noise rounding noise of the mean: F at z itself is in all second differences, so
   *     it is that of one of them and more directions do not lessen it; next to nothing if the
   *     logits were computed in float64
   */
  public record Estimate(double value, double standardError, int directions, double float32Noise) {

    /**
     * Whether the sign stands clear of the sampling error by the given number of standard errors.
     */
    public boolean signCertain(double standardErrors) {
      return Math.abs(value) > standardErrors * standardError;
    }
  }

  /**
   * @param z a boundary point; not modified
   * @param f the logit difference F
   */
  public Estimate estimate(
      double[] z, LogitCombination f, SplittableRandom random, Evaluator evaluator) {
    var atZ = evaluator.linearize(z, f);
    double gradientNorm = Vectors.norm(atZ.gradients()[0]);
    double[] normal = Vectors.normalize(atZ.gradients()[0]);
    // Logits may vanish at z and not beside it.
    double scale = gradientNorm * step;
    for (double logit : atZ.logits()) {
      scale = Math.max(scale, Math.abs(logit));
    }
    double noise =
        (inFloat32(atZ.logits()) ? 1 : FLOAT64)
            * NormalCurvatures.float32Noise(scale, gradientNorm, step);
    // A direction and the two points beside z.
    int blocksAtOnce = Math.max(1, Vectors.atOnce(z.length) / (3 * BLOCK));
    List<Double> curvatures = new ArrayList<>();
    while (true) {
      int used = curvatures.size() / BLOCK;
      int more = used == 0 ? 1 : Math.min(used, maxDirections / BLOCK - used);
      for (int done = 0; done < more; done += blocksAtOnce) {
        double[][] directions = new double[Math.min(blocksAtOnce, more - done) * BLOCK][];
        for (int from = 0; from < directions.length; from += BLOCK) {
          double[][] frame = orthonormalTangents(normal, BLOCK, random);
          System.arraycopy(frame, 0, directions, from, BLOCK);
        }
        for (double curvature :
            NormalCurvatures.along(z, f, gradientNorm, directions, step, evaluator)) {
          curvatures.add(curvature);
        }
      }
      SampleMean mean = SampleMean.of(curvatures.stream().mapToDouble(c -> c).toArray());
      Estimate estimate = new Estimate(mean.mean(), mean.standardError(), curvatures.size(), noise);
      if (estimate.signCertain(standardErrors) || curvatures.size() + BLOCK > maxDirections) {
        return estimate;
      }
    }
  }

  /** Logits of float32 come as doubles, but show it. */
  private static boolean inFloat32(double[] logits) {
    return Arrays.stream(logits).allMatch(logit -> (double) (float) logit == logit);
  }

  /** Orthonormal vectors, uniformly distributed and orthogonal to a unit normal (Gram-Schmidt). */
  static double[][] orthonormalTangents(double[] normal, int count, SplittableRandom random) {
    int wanted = Math.min(count, normal.length - 1);
    double[][] frame = new double[count][];
    for (int i = 0; i < count; i++) {
      double[] v = UniformSampling.onSphere(random, normal.length, 1);
      Vectors.subtractScaled(v, Vectors.dot(normal, v), normal);
      // In fewer dimensions than a block has directions, a new frame starts.
      for (int j = i - i % wanted; j < i; j++) {
        Vectors.subtractScaled(v, Vectors.dot(frame[j], v), frame[j]);
      }
      frame[i] = Vectors.normalize(v);
    }
    return frame;
  }
}
