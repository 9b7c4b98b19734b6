package io.separatrix.studies;

import io.separatrix.geometry.Margin;
import io.separatrix.geometry.Vectors;

/**
 * What a classifier says of one image.
 *
 * @param logits f(x), length L
 * @param norm {@code ||x||_2} in input units
 */
public record Prediction(double[] logits, double norm) {

  /** k(x). */
  public int label() {
    return Vectors.argmax(logits);
  }

  /** Largest logit minus the second largest. */
  public double margin() {
    return Margin.of(logits, label());
  }
}
