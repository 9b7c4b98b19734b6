package io.separatrix.benchmarks.jvm;

import io.separatrix.geometry.Classifier;
import io.separatrix.geometry.Linearization;
import io.separatrix.geometry.LogitCombination;
import io.separatrix.geometry.Vectors;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A classifier that costs next to nothing, so that what is measured is the algorithm: {@code f_i(x)
 * = w_i . x + c_i ||x||^2 / 2}.
 */
final class SphericalClassifier implements Classifier {

  private final double[][] weights;
  private final double[] curvatures;

  SphericalClassifier(int dimension, int classes) {
    SplittableRandom random = new SplittableRandom(1);
    this.weights = new double[classes][dimension];
    for (double[] row : weights) {
      Arrays.setAll(row, i -> random.nextGaussian());
    }
    this.curvatures = random.doubles(classes).toArray();
  }

  /** Points near the origin. */
  static double[][] points(int count, int dimension) {
    SplittableRandom random = new SplittableRandom(2);
    double[][] points = new double[count][dimension];
    for (double[] row : points) {
      Arrays.setAll(row, i -> random.nextGaussian());
    }
    return points;
  }

  @Override
  public int dimension() {
    return weights[0].length;
  }

  @Override
  public int classes() {
    return weights.length;
  }

  @Override
  public double[][] logits(double[][] points) {
    return Arrays.stream(points).map(this::logits).toArray(double[][]::new);
  }

  private double[] logits(double[] x) {
    double square = Vectors.dot(x, x) / 2;
    double[] logits = new double[weights.length];
    Arrays.setAll(logits, i -> Vectors.dot(weights[i], x) + curvatures[i] * square);
    return logits;
  }

  @Override
  public Linearization[] linearize(double[][] points, LogitCombination[][] functions) {
    Linearization[] result = new Linearization[points.length];
    for (int i = 0; i < points.length; i++) {
      double[] x = points[i];
      result[i] =
          new Linearization(
              logits(x),
              Arrays.stream(functions[i]).map(f -> gradient(f, x)).toArray(double[][]::new));
    }
    return result;
  }

  private double[] gradient(LogitCombination f, double[] x) {
    double[] gradient = Vectors.scale(f.value(curvatures), x);
    double[] basis = new double[weights.length];
    for (int i = 0; i < weights.length; i++) {
      basis[i] = 1;
      double share = f.value(basis);
      basis[i] = 0;
      if (share != 0) {
        gradient = Vectors.addScaled(gradient, share, weights[i]);
      }
    }
    return gradient;
  }

  @Override
  public boolean twiceDifferentiable() {
    return true;
  }

  @Override
  public double[][] hessianVectorProducts(
      double[][] points, LogitCombination[] functions, double[][] vectors) {
    double[][] products = new double[points.length][];
    Arrays.setAll(products, i -> Vectors.scale(functions[i].value(curvatures), vectors[i]));
    return products;
  }
}
