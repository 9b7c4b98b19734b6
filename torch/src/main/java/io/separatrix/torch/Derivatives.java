package io.separatrix.torch;

import io.separatrix.geometry.Linearization;
import io.separatrix.geometry.LogitCombination;
import java.util.Arrays;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * Logits, gradients and Hessian-vector products of one batch that fits into memory. Native memory
 * of a call is free when the call returns, but for the {@link GradientGraphs}; the buffers for
 * points, weights and vectors stay.
 */
final class Derivatives {

  private final DeviceNetwork network;
  private final int classes;
  private final GradientGraphs graphs;
  private final RowBuffer points;
  private final RowBuffer weights;
  private final RowBuffer vectors;

  /**
   * @param graphs shared by all that work on one network
   */
  Derivatives(DeviceNetwork network, int classes, GradientGraphs graphs) {
    this.network = network;
    this.classes = classes;
    this.graphs = graphs;
    this.points = new RowBuffer(network.precision());
    this.weights = new RowBuffer(network.precision());
    this.vectors = new RowBuffer(network.precision());
  }

  /** See {@link io.separatrix.geometry.Classifier#logits}. */
  double[][] logits(double[][] rows) {
    return NativeScope.of(
        false,
        () ->
            RowBuffer.rows(
                network.forward(network.images(points.view(rows, network.inputShape())))));
  }

  /**
   * See {@link io.separatrix.geometry.Classifier#linearize}. One forward pass, then one backward
   * pass of the whole batch for each function of the row that has most.
   */
  Linearization[] linearize(double[][] rows, LogitCombination[][] functions) {
    int passes = 0;
    double[][][] gradients = new double[rows.length][][];
    for (int i = 0; i < rows.length; i++) {
      gradients[i] = new double[functions[i].length][];
      passes = Math.max(passes, functions[i].length);
    }
    double[][] logits =
        passes == 0 ? logits(rows) : logitsAndGradients(rows, functions, passes, gradients);
    Linearization[] result = new Linearization[rows.length];
    for (int i = 0; i < rows.length; i++) {
      result[i] = new Linearization(logits[i], gradients[i]);
    }
    return result;
  }

  /**
   * @param gradients filled: row i with the gradients of {@code functions[i]}
   * @return logits
   */
  private double[][] logitsAndGradients(
      double[][] rows, LogitCombination[][] functions, int passes, double[][][] gradients) {
    return NativeScope.of(
        true,
        () -> {
          Tensor x = input(rows);
          Tensor y = network.logits(x);
          for (int i = 0; i < passes; i++) {
            int pass = i;
            double[][] gradient =
                NativeScope.of(
                    () ->
                        rowsOrZero(
                            gradient(y, x, cotangents(functions, pass), pass < passes - 1, false),
                            rows));
            for (int row = 0; row < rows.length; row++) {
              if (pass < functions[row].length) {
                gradients[row][pass] = gradient[row];
              }
            }
          }
          return RowBuffer.rows(y.detach());
        });
  }

  /**
   * See {@link io.separatrix.geometry.Classifier#hessianVectorProducts}. With {@code g = grad F}, H
   * v is the gradient of {@code <g, v>}; where g does not depend on x (affine, or ReLU up to its
   * kinks) H is zero.
   */
  double[][] hessianVectorProducts(
      double[][] rows, LogitCombination[] functions, double[][] directions) {
    return NativeScope.of(
        true,
        () -> {
          GradientGraphs.Entry known = graphs.take(rows, functions);
          GradientGraphs.Entry graph = known == null ? graph(rows, functions) : known;
          try {
            Tensor g = graph.gradient();
            Tensor v = network.images(vectors.view(directions, network.inputShape()));
            return rowsOrZero(g == null ? null : gradient(g, graph.x(), v, true, false), rows);
          } finally {
            graphs.keep(graph);
          }
        });
  }

  private GradientGraphs.Entry graph(double[][] rows, LogitCombination[] functions) {
    LogitCombination[][] single = new LogitCombination[functions.length][];
    for (int i = 0; i < single.length; i++) {
      single[i] = new LogitCombination[] {functions[i]};
    }
    // Both may be views of buffers that the next call fills anew.
    Tensor x = input(rows).detach().clone().set_requires_grad(true);
    Tensor cotangents = cotangents(single, 0).clone();
    Tensor g = gradient(network.logits(x), x, cotangents, true, true);
    return new GradientGraphs.Entry(
        Arrays.stream(rows).map(double[]::clone).toArray(double[][]::new),
        functions.clone(),
        kept(x),
        g == null ? null : kept(g));
  }

  /** A handle of its own; the one at hand may point into something that ends with the scope. */
  private static Tensor kept(Tensor tensor) {
    return new Tensor(tensor).retainReference();
  }

  private Tensor input(double[][] rows) {
    return network.images(points.view(rows, network.inputShape())).set_requires_grad(true);
  }

  /** Weights of the logits in each row's function number {@code pass}; zero where it has none. */
  private Tensor cotangents(LogitCombination[][] functions, int pass) {
    double[][] rows = new double[functions.length][classes];
    for (int i = 0; i < rows.length; i++) {
      if (pass < functions[i].length) {
        LogitCombination function = functions[i][pass];
        for (int k = 0; k < function.classes().length; k++) {
          rows[i][function.classes()[k]] += function.weights()[k];
        }
      }
    }
    return network.here(weights.view(rows, classes));
  }

  /** Gradient of {@code <y, cotangent>} with respect to x; null if y does not depend on x. */
  private static @Nullable Tensor gradient(
      Tensor y, Tensor x, Tensor cotangent, boolean retainGraph, boolean differentiable) {
    if (!y.requires_grad()) {
      return null;
    }
    Tensor gradient =
        torch
            .grad(
                new TensorVector(y),
                new TensorVector(x),
                new TensorVector(cotangent),
                new BoolOptional(retainGraph),
                differentiable,
                true)
            .get(0);
    return gradient.defined() ? gradient : null;
  }

  private static double[][] rowsOrZero(@Nullable Tensor tensor, double[][] alike) {
    return tensor == null ? new double[alike.length][alike[0].length] : RowBuffer.rows(tensor);
  }
}
