package io.separatrix.benchmarks.jvm;

import io.separatrix.geometry.Classifier;
import io.separatrix.geometry.Linearization;
import io.separatrix.geometry.LogitCombination;
import io.separatrix.geometry.Vectors;
import java.util.Arrays;

/**
 * Two classes, {@code f_0 = sum a_i x_i^2 / 2} with as many different a_i as dimensions, f_1 = 0.
 */
final class DiagonalClassifier implements Classifier {

  private final double[] diagonal;

  DiagonalClassifier(int dimension) {
    diagonal = new double[dimension];
    Arrays.setAll(diagonal, i -> Math.cos(i * Math.PI / dimension));
  }

  @Override
  public int dimension() {
    return diagonal.length;
  }

  @Override
  public int classes() {
    return 2;
  }

  private double[] product(double share, double[] v) {
    double[] product = new double[v.length];
    Arrays.setAll(product, i -> share * diagonal[i] * v[i]);
    return product;
  }

  @Override
  public double[][] logits(double[][] points) {
    return Arrays.stream(points)
        .map(x -> new double[] {Vectors.dot(x, product(0.5, x)), 0})
        .toArray(double[][]::new);
  }

  @Override
  public Linearization[] linearize(double[][] points, LogitCombination[][] functions) {
    double[][] logits = logits(points);
    Linearization[] result = new Linearization[points.length];
    for (int i = 0; i < points.length; i++) {
      double[] x = points[i];
      result[i] =
          new Linearization(
              logits[i],
              Arrays.stream(functions[i])
                  .map(f -> product(f.value(new double[] {1, 0}), x))
                  .toArray(double[][]::new));
    }
    return result;
  }

  @Override
  public boolean twiceDifferentiable() {
    return true;
  }

  @Override
  public double[][] hessianVectorProducts(
      double[][] points, LogitCombination[] functions, double[][] vectors) {
    double[][] products = new double[points.length][];
    Arrays.setAll(products, i -> product(functions[i].value(new double[] {1, 0}), vectors[i]));
    return products;
  }
}
