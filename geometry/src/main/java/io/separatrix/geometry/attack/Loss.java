package io.separatrix.geometry.attack;

import io.separatrix.geometry.Evaluator;
import io.separatrix.geometry.LogitCombination;
import io.separatrix.geometry.Margin;
import io.separatrix.geometry.Vectors;
import java.util.stream.IntStream;

/** Functions of the logits whose ascent leads out of the region of a label. */
final class Loss {

  private Loss() {}

  /** {@code f_j - f_label} with j the strongest other class: what {@link Margin} is minus of. */
  static LogitCombination deficit(double[] logits, int label) {
    return LogitCombination.difference(Margin.runnerUp(logits, label), label);
  }

  /**
   * A logit combination whose gradient is parallel to that of the cross-entropy of the label,
   * {@code sum_i p_i f_i - f_label} with p the softmax: scaled by 1 / (1 - p_label), so that it
   * does not vanish where the network is certain.
   */
  static LogitCombination crossEntropy(double[] logits, int label) {
    double top = logits[Margin.runnerUp(logits, label)];
    int[] classes = IntStream.range(0, logits.length).toArray();
    double[] weights = new double[logits.length];
    double sum = 0;
    for (int i = 0; i < logits.length; i++) {
      weights[i] = i == label ? 0 : Math.exp(logits[i] - top);
      sum += weights[i];
    }
    for (int i = 0; i < logits.length; i++) {
      weights[i] = i == label ? -1 : weights[i] / sum;
    }
    return new LogitCombination(classes, weights);
  }

  /**
   * The distance from x to the boundary with the strongest rival to first order; infinite where the
   * gradient vanishes.
   */
  static double firstOrderDistance(double[] x, double[] logits, int label, Evaluator evaluator) {
    double norm = Vectors.norm(evaluator.linearize(x, deficit(logits, label)).gradients()[0]);
    return norm == 0 ? Double.POSITIVE_INFINITY : Margin.of(logits, label) / norm;
  }
}
