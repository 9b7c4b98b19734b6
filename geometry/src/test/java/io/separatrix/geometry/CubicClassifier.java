package io.separatrix.geometry;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** {@code f(x) = (x^3, -x^3)} on the line; remembers its calls. */
final class CubicClassifier implements Classifier {
  final List<String> calls = new ArrayList<>();
  final List<Thread> threads = new ArrayList<>();
  final List<List<Double>> points = new ArrayList<>();
  int failAt;

  private void called(String kind, double[][] rows) {
    calls.add(kind + " " + rows.length);
    threads.add(Thread.currentThread());
    points.add(Stream.of(rows).map(row -> row[0]).toList());
    if (calls.size() == failAt) {
      throw new IllegalStateException("call " + failAt);
    }
  }

  @Override
  public int dimension() {
    return 1;
  }

  @Override
  public int classes() {
    return 2;
  }

  @Override
  public double[][] logits(double[][] rows) {
    called("logits", rows);
    return values(rows);
  }

  private static double[][] values(double[][] rows) {
    return Stream.of(rows)
        .map(row -> new double[] {cube(row[0]), -cube(row[0])})
        .toArray(double[][]::new);
  }

  @Override
  public Linearization[] linearize(double[][] rows, LogitCombination[][] functions) {
    called("linearize", rows);
    double[][] logits = values(rows);
    Linearization[] result = new Linearization[rows.length];
    for (int i = 0; i < rows.length; i++) {
      double x = rows[i][0];
      double[][] gradients =
          Stream.of(functions[i])
              .map(f -> new double[] {f.value(new double[] {3 * x * x, -3 * x * x})})
              .toArray(double[][]::new);
      result[i] = new Linearization(logits[i], gradients);
    }
    return result;
  }

  @Override
  public double[][] hessianVectorProducts(
      double[][] rows, LogitCombination[] functions, double[][] vectors) {
    called("hessian", rows);
    double[][] products = new double[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      double x = rows[i][0];
      products[i] = new double[] {functions[i].value(new double[] {6 * x, -6 * x}) * vectors[i][0]};
    }
    return products;
  }

  static double cube(double x) {
    return x * x * x;
  }

  /** An algorithm that asks for one point in each of n rounds. */
  static double sumOfCubes(int n, Evaluator evaluator) {
    double sum = 0;
    for (int i = 1; i <= n; i++) {
      sum += evaluator.logits(new double[] {i})[0];
    }
    return sum;
  }
}
