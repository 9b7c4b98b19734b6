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
 * @param slope {@code ||grad m||}, so that the boundary is {@code margin / slope} away to first
 *     order
 */
record Anchor(double[] point, double margin, double slope) {

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
      double slope = Vectors.norm(linearizations[i].gradients()[0]);
      anchors.add(new Anchor(points[i], Margin.of(logits[i], label), slope));
    }
    return anchors;
  }
}
