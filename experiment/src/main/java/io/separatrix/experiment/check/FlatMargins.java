package io.separatrix.experiment.check;

import io.separatrix.experiment.run.Finding;
import io.separatrix.geometry.Classifier;
import io.separatrix.geometry.Linearization;
import io.separatrix.geometry.LogitCombination;
import io.separatrix.geometry.Margin;
import io.separatrix.geometry.Seeds;
import io.separatrix.geometry.Vectors;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;

/**
 * Images at which the margin's gradient is zero. Either no difference of two logits has a gradient
 * there, and no search can start; or the two largest logits differ by a constant, as those of two
 * classes that are the same do, and searches go to other classes.
 */
final class FlatMargins {

  /** What is left of equal gradients in float32 that cancel, in parts of one of them. */
  private static final double ROUNDING = 1e-5;

  private FlatMargins() {}

  /**
   * @param logits of the points
   * @param margins the margins of label and runner-up, linearized at the points
   */
  static List<Finding> findings(
      Classifier classifier, double[][] points, double[][] logits, Linearization[] margins) {
    int blocked = 0;
    TreeSet<String> parallel = new TreeSet<>();
    for (int i = 0; i < points.length; i++) {
      if (Vectors.norm(margins[i].gradients()[0]) > 0) {
        continue;
      }
      int label = Vectors.argmax(logits[i]);
      if (anyDifferenceLeads(classifier, points[i], label)) {
        int other = Margin.runnerUp(logits[i], label);
        parallel.add(Math.min(label, other) + " and " + Math.max(label, other));
      } else {
        blocked++;
      }
    }
    List<Finding> findings = new ArrayList<>();
    if (blocked > 0) {
      findings.add(
          new Finding(
              "zero-gradient",
              Finding.Severity.WARNING,
              "no difference of two logits has a gradient at "
                  + blocked
                  + " of "
                  + points.length
                  + " images; searches that follow it cannot start there"));
    }
    if (!parallel.isEmpty()) {
      findings.add(
          new Finding(
              "parallel-classes",
              Finding.Severity.INFO,
              "the logits of classes "
                  + String.join(", of ", parallel)
                  + " differ by a constant around an image, so no boundary between them is near;"
                  + " searches go to other classes"));
    }
    return findings;
  }

  /**
   * Whether the label's logit less some other has a gradient: almost surely, the differences with
   * random weights added up have one then.
   */
  private static boolean anyDifferenceLeads(Classifier classifier, double[] point, int label) {
    SplittableRandom random = Seeds.random(0, "flat-margins", label);
    int[] classes = new int[classifier.classes()];
    double[] weights = new double[classes.length];
    for (int i = 0; i < classes.length; i++) {
      classes[i] = i;
      if (i != label) {
        weights[i] = -(1 + random.nextDouble());
        weights[label] -= weights[i];
      }
    }
    LogitCombination[] functions = {
      new LogitCombination(classes, weights), LogitCombination.logit(label)
    };
    double[][] gradients =
        classifier.linearize(new double[][] {point}, new LogitCombination[][] {functions})[0]
            .gradients();
    double size = weights[label] * Vectors.norm(gradients[1]);
    return Vectors.norm(gradients[0]) > ROUNDING * size;
  }
}
