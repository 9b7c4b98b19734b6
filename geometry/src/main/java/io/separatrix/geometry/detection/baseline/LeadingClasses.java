package io.separatrix.geometry.detection.baseline;

import java.util.stream.IntStream;

/** The strongest competitors of a predicted label. */
final class LeadingClasses {

  private LeadingClasses() {}

  /**
   * Classes other than the label, largest logit first.
   *
   * @param count how many at most; 0 for all
   * @throws IllegalArgumentException if there is one class only
   */
  static int[] of(double[] logits, int label, int count) {
    if (logits.length < 2) {
      throw new IllegalArgumentException("expected at least 2 classes, found " + logits.length);
    }
    return IntStream.range(0, logits.length)
        .filter(i -> i != label)
        .boxed()
        .sorted((a, b) -> Double.compare(logits[b], logits[a]))
        .limit(count == 0 ? logits.length : count)
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
