package io.separatrix.testkit;

import io.separatrix.geometry.Classifier;
import io.separatrix.geometry.Linearization;
import io.separatrix.geometry.Lockstep;
import io.separatrix.geometry.LogitCombination;
import io.separatrix.geometry.Vectors;
import java.util.Arrays;
import java.util.List;

/**
 * A classifier whose logits are given functions with exact derivatives: {@code f_i(x) =
 * logits[i].value(x)}. Thread-safe. A NaN in a row comes out in that row alone.
 */
public final class AnalyticClassifier implements Classifier {

  private final int dimension;
  private final List<ScalarField> logits;

  /**
   * @param dimension d
   * @param logits f_0 to f_(L-1), functions on R^d
   */
  public AnalyticClassifier(int dimension, List<ScalarField> logits) {
    if (dimension < 1 || logits.isEmpty()) {
      throw new IllegalArgumentException(
          "expected a dimension and a logit at least, found dimension "
              + dimension
              + " and "
              + logits.size()
              + " logits");
    }
    this.dimension = dimension;
    this.logits = List.copyOf(logits);
  }

  /** The same logits, each replaced by {@code scale * f_i(Q x) + shift}. */
  public AnalyticClassifier transformed(double scale, double[][] q, double shift) {
    return new AnalyticClassifier(
        dimension,
        logits.stream().map(field -> ScalarField.transformed(field, scale, q, shift)).toList());
  }

  /** Runs an algorithm on one point. */
  public <R> R run(double[] x, Lockstep.Algorithm<double[], R> algorithm) {
    return new Lockstep(this, 1).map(List.of(x), algorithm).get(0);
  }

  @Override
  public int dimension() {
    return dimension;
  }

  @Override
  public int classes() {
    return logits.size();
  }

  @Override
  public double[][] logits(double[][] points) {
    requireRows("point", points);
    return Arrays.stream(points).map(this::logitsAt).toArray(double[][]::new);
  }

  private double[] logitsAt(double[] x) {
    return logits.stream().mapToDouble(field -> field.value(x)).toArray();
  }

  @Override
  public Linearization[] linearize(double[][] points, LogitCombination[][] functions) {
    requireRows("point", points);
    requireAsMany(points.length, functions.length, "lists of functions");
    Arrays.stream(functions).forEach(this::requireClasses);
    Linearization[] rows = new Linearization[points.length];
    for (int i = 0; i < points.length; i++) {
      double[][] gradients = new double[functions[i].length][];
      for (int m = 0; m < gradients.length; m++) {
        LogitCombination function = functions[i][m];
        gradients[m] = new double[dimension];
        for (int c = 0; c < function.classes().length; c++) {
          double[] gradient = logits.get(function.classes()[c]).gradient(points[i]);
          gradients[m] = Vectors.addScaled(gradients[m], function.weights()[c], gradient);
        }
      }
      rows[i] = new Linearization(logitsAt(points[i]), gradients);
    }
    return rows;
  }

  @Override
  public boolean twiceDifferentiable() {
    return true;
  }

  @Override
  public double[][] hessianVectorProducts(
      double[][] points, LogitCombination[] functions, double[][] vectors) {
    requireRows("point", points);
    requireRows("vector", vectors);
    requireAsMany(points.length, functions.length, "functions");
    requireAsMany(points.length, vectors.length, "vectors");
    requireClasses(functions);
    double[][] products = new double[points.length][dimension];
    for (int i = 0; i < points.length; i++) {
      for (int c = 0; c < functions[i].classes().length; c++) {
        ScalarField field = logits.get(functions[i].classes()[c]);
        products[i] =
            Vectors.addScaled(
                products[i], functions[i].weights()[c], field.hessianVector(points[i], vectors[i]));
      }
    }
    return products;
  }

  private void requireRows(String what, double[][] rows) {
    for (int i = 0; i < rows.length; i++) {
      if (rows[i].length != dimension) {
        throw new IllegalArgumentException(
            "expected "
                + dimension
                + " numbers in "
                + what
                + " "
                + i
                + ", found "
                + rows[i].length);
      }
    }
  }

  private static void requireAsMany(int points, int others, String what) {
    if (others != points) {
      throw new IllegalArgumentException(
          "expected as many " + what + " as points, " + points + ", found " + others);
    }
  }

  private void requireClasses(LogitCombination[] functions) {
    for (LogitCombination function : functions) {
      for (int label : function.classes()) {
        if (label < 0 || label >= classes()) {
          throw new IllegalArgumentException(
              "expected classes 0 to " + (classes() - 1) + ", found " + label);
        }
      }
    }
  }
}
