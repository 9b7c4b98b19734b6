package io.separatrix.geometry.path;

import io.separatrix.geometry.Evaluator;
import io.separatrix.geometry.Linearization;
import io.separatrix.geometry.LogitCombination;
import io.separatrix.geometry.Margin;
import io.separatrix.geometry.Vectors;
import java.util.ArrayList;
import java.util.List;

/**
 * An end of a segment.
 *
 * @param point length d
 * @param margin {@code m = f_label - f_j}, j the runner-up
 * @param gradient {@code grad m}, length d
 */
record Anchor(double[] point, double margin, double[] gradient) {

  /** {@code |dm/ds|} along the straight line to another point, logits per input unit. */
  double slopeTowards(double[] other) {
    double length = Vectors.distance(point, other);
    double change = Vectors.dot(gradient, other) - Vectors.dot(gradient, point);
    return length > 0 ? Math.abs(change) / length : 0;
  }

  /** The anchors at points of one region: two calls, however many points. */
  static List<Anchor> at(List<double[]> points, int label, Evaluator evaluator) {
    double[][] rows = points.toArray(double[][]::new);
    return at(rows, evaluator.logits(rows), label, evaluator);
  }

  private static List<Anchor> at(
      double[][] points, double[][] logits, int label, Evaluator evaluator) {
    LogitCombination[][] margins = new LogitCombination[points.length][];
    for (int i = 0; i < points.length; i++) {
      int runnerUp = Margin.runnerUp(logits[i], label);
      margins[i] = new LogitCombination[] {LogitCombination.difference(label, runnerUp)};
    }
    Linearization[] linearizations = evaluator.linearize(points, margins);
    List<Anchor> anchors = new ArrayList<>();
    for (int i = 0; i < points.length; i++) {
      double[] gradient = linearizations[i].gradients()[0];
      anchors.add(new Anchor(points[i], Margin.of(logits[i], label), gradient));
    }
    return anchors;
  }
}
