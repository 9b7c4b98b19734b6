package io.separatrix.testkit;

import io.separatrix.geometry.Vectors;

/**
 * The exact nearest boundary of an affine classifier: {@code min_{i != k} (f_k - f_i) / ||W_k -
 * W_i||} at the point {@code x - (f_k - f_i) (W_k - W_i) / ||W_k - W_i||^2}.
 *
 * @param label k, the predicted label
 * @param adjacent i of the minimum
 * @param distance the minimum, in input units
 * @param point the nearest boundary point
 */
public record AffineDistance(int label, int adjacent, double distance, double[] point) {

  /**
   * @param w one row for each class; not modified
   * @param b one number for each class; not modified
   * @param x not modified
   */
  public static AffineDistance of(double[][] w, double[] b, double[] x) {
    double[] logits = new double[b.length];
    for (int i = 0; i < b.length; i++) {
      logits[i] = Vectors.dot(w[i], x) + b[i];
    }
    int label = Vectors.argmax(logits);
    int adjacent = -1;
    double nearest = Double.POSITIVE_INFINITY;
    for (int i = 0; i < b.length; i++) {
      double distance = (logits[label] - logits[i]) / Vectors.distance(w[label], w[i]);
      if (i != label && distance < nearest) {
        nearest = distance;
        adjacent = i;
      }
    }
    if (adjacent < 0) {
      throw new IllegalArgumentException(
          "expected another class with other weights, found " + b.length + " classes alike");
    }
    double[] normal = Vectors.normalize(Vectors.subtract(w[label], w[adjacent]));
    return new AffineDistance(label, adjacent, nearest, Vectors.addScaled(x, -nearest, normal));
  }
}
