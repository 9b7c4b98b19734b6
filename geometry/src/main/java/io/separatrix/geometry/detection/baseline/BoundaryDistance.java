package io.separatrix.geometry.detection.baseline;

import io.separatrix.geometry.EvaluationMeter;
import io.separatrix.geometry.Evaluator;
import io.separatrix.geometry.Linearization;
import io.separatrix.geometry.LogitCombination;
import io.separatrix.geometry.Ranking;
import io.separatrix.geometry.Vectors;
import io.separatrix.geometry.detection.Detector;
import io.separatrix.geometry.detection.DetectorScore;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The control that needs no curvature: how near the boundary is, to first order. The score is
 *
 * <pre>
 *   - min_{i != k} (f_k - f_i) / ||grad (f_k - f_i)||
 * </pre>
 *
 * in input units, and the recovered label is the i of the minimum. A minimal-norm attack ends just
 * behind the boundary of the original class, so against it this is hard to beat; it says little of
 * perturbations that go on from there.
 *
 * @param leading how many classes i take part, by logit, at least 1; one backward pass each
 */
public record BoundaryDistance(int leading) implements Detector {

  public BoundaryDistance {
    if (leading < 1) {
      throw new IllegalArgumentException("expected at least one class, found " + leading);
    }
  }

  @Override
  public DetectorScore score(double[] x, SplittableRandom random, Evaluator evaluator) {
    EvaluationMeter meter = evaluator.meter();
    double[] logits = evaluator.logits(x);
    int label = Vectors.argmax(logits);
    int[] classes = Ranking.competitors(logits, label, leading);
    LogitCombination[] margins =
        IntStream.of(classes)
            .mapToObj(i -> LogitCombination.difference(label, i))
            .toArray(LogitCombination[]::new);
    Linearization at = evaluator.linearize(x, margins);
    double nearest = Double.POSITIVE_INFINITY;
    int recovered = classes[0];
    for (int i = 0; i < classes.length; i++) {
      double norm = Vectors.norm(at.gradients()[i]);
      double distance = norm == 0 ? Double.POSITIVE_INFINITY : margins[i].value(at.logits()) / norm;
      if (distance < nearest) {
        nearest = distance;
        recovered = classes[i];
      }
    }
    return new DetectorScore(-nearest, label, OptionalInt.of(recovered), meter.spent());
  }
}
