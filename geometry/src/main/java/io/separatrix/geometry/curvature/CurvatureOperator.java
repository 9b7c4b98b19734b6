package io.separatrix.geometry.curvature;

import io.separatrix.geometry.Evaluator;
import io.separatrix.geometry.LogitCombination;
import io.separatrix.geometry.Vectors;
import java.util.Arrays;

/**
 * The map {@code v -> P H_F(z) P v / ||grad F(z)||} at one point z of a boundary {@code F = 0},
 * without its matrix. Symmetric if H is; finite differences of a piecewise linear network are
 * neither symmetric nor quite linear, see {@link DenseSpectrum#asymmetry()}. Not thread-safe.
 */
public final class CurvatureOperator {

  /** How the products of the Hessian H of F at z with vectors are found. */
  @FunctionalInterface
  public interface HessianProducts {

    /**
     * Multiplies by the Hessian.
     *
     * @param unitVectors of length d each, norm 1; not modified
     * @return {@code H v} for each, in logits per squared input unit
     */
    double[][] apply(double[][] unitVectors);
  }

  private final double[] normal;
  private final double gradientNorm;
  private final HessianProducts hessian;

  /**
   * An operator of one's own.
   *
   * @param gradient of F at z; not modified
   * @param hessian its second derivatives there
   * @throws IllegalArgumentException if the gradient is zero or infinite
   */
  public CurvatureOperator(double[] gradient, HessianProducts hessian) {
    this.gradientNorm = Vectors.norm(gradient);
    if (!(gradientNorm > 0) || Double.isInfinite(gradientNorm)) {
      throw new IllegalArgumentException(
          "curvature needs a gradient that is neither zero nor infinite, found norm "
              + gradientNorm);
    }
    this.normal = Vectors.scale(1 / gradientNorm, gradient);
    this.hessian = hessian;
  }

  /**
   * The exact operator, by differentiation; for smooth networks. Costs a forward and two backward
   * passes for each vector.
   *
   * @param z a point of the boundary, length d
   * @param f the function F whose level set the boundary is
   * @param evaluator a network that is {@linkplain
   *     io.separatrix.geometry.Classifier#twiceDifferentiable() twice differentiable}
   * @return the operator at z
   */
  public static CurvatureOperator exact(double[] z, LogitCombination f, Evaluator evaluator) {
    double[] gradient = evaluator.linearize(z, f).gradients()[0];
    return new CurvatureOperator(
        gradient,
        vectors -> {
          double[][] points = new double[vectors.length][];
          LogitCombination[] functions = new LogitCombination[vectors.length];
          Arrays.fill(points, z);
          Arrays.fill(functions, f);
          return evaluator.hessianVectorProducts(points, functions, vectors);
        });
  }

  /**
   * The gradient form at scale h: {@code H v ~ (grad F(z + h v) - grad F(z - h v)) / (2 h)} for
   * unit v. Costs two forward and two backward passes for each vector. The normal and the
   * gradient's norm are those at z itself.
   *
   * @param z a point of the boundary, length d
   * @param f the function F whose level set the boundary is
   * @param step h, in input units, positive
   * @param evaluator any network
   * @return the operator at z
   */
  public static CurvatureOperator gradientDifferences(
      double[] z, LogitCombination f, double step, Evaluator evaluator) {
    double[] gradient = evaluator.linearize(z, f).gradients()[0];
    return new CurvatureOperator(gradient, new GradientDifferences(z, f, step, evaluator));
  }

  /** Keeps its points from call to call: a dense matrix asks for thousands. */
  private static final class GradientDifferences implements HessianProducts {
    private final double[] z;
    private final LogitCombination f;
    private final double step;
    private final Evaluator evaluator;
    private double[][] points = {};

    GradientDifferences(double[] z, LogitCombination f, double step, Evaluator evaluator) {
      this.z = z;
      this.f = f;
      this.step = step;
      this.evaluator = evaluator;
    }

    @Override
    public double[][] apply(double[][] unitVectors) {
      int count = 2 * unitVectors.length;
      if (points.length != count) {
        points = new double[count][z.length];
      }
      LogitCombination[][] functions = new LogitCombination[count][];
      Arrays.fill(functions, new LogitCombination[] {f});
      Arrays.parallelSetAll(
          points, i -> moved(points[i], i % 2 == 0 ? step : -step, unitVectors[i / 2]));
      var ends = evaluator.linearize(points, functions);
      double[][] products = new double[unitVectors.length][];
      Arrays.parallelSetAll(
          products,
          i -> slope(ends[2 * i].gradients()[0], ends[2 * i + 1].gradients()[0], 2 * step));
      return products;
    }

    private double[] moved(double[] point, double distance, double[] direction) {
      for (int i = 0; i < z.length; i++) {
        point[i] = z[i] + distance * direction[i];
      }
      return point;
    }

    /** In the place of the first, which is ours. */
    private static double[] slope(double[] above, double[] below, double distance) {
      for (int i = 0; i < above.length; i++) {
        above[i] = (above[i] - below[i]) / distance;
      }
      return above;
    }
  }

  /** {@return the input dimension d} */
  public int dimension() {
    return normal.length;
  }

  /** {@return {@code n = grad F(z) / ||grad F(z)||}; not to be modified} */
  public double[] normal() {
    return normal;
  }

  /** {@return {@code ||grad F(z)||}, in logit units by input units} */
  public double gradientNorm() {
    return gradientNorm;
  }

  /**
   * {@code A v} for several vectors of any length, evaluated together.
   *
   * @param vectors rows of length d; their normal part is ignored; not modified
   * @return tangent vectors, one row each
   * @throws IllegalArgumentException if a row has another length
   */
  public double[][] apply(double[][] vectors) {
    double[][] units = new double[vectors.length][];
    double[] lengths = new double[vectors.length];
    for (int i = 0; i < vectors.length; i++) {
      double[] tangent = project(vectors[i]);
      lengths[i] = Vectors.norm(tangent);
      units[i] = Vectors.normalize(tangent);
    }
    double[][] products = hessian.apply(units);
    for (int i = 0; i < products.length; i++) {
      products[i] = project(Vectors.scale(lengths[i] / gradientNorm, products[i]));
    }
    return products;
  }

  /**
   * {@code H v} for unit vectors of any direction, neither projected nor divided by {@code ||grad
   * F||}.
   */
  double[][] hessianProducts(double[][] unitVectors) {
    return hessian.apply(unitVectors);
  }

  /**
   * Projects onto the tangent space, {@code P v} with {@code P = I - n n^T}.
   *
   * @param v length d; not modified
   * @return length d, new
   * @throws IllegalArgumentException if v has another length than d
   */
  public double[] project(double[] v) {
    if (v.length != normal.length) {
      throw new IllegalArgumentException(
          "expected " + normal.length + " numbers in a vector, found " + v.length);
    }
    return Vectors.addScaled(v, -Vectors.dot(normal, v), normal);
  }
}
