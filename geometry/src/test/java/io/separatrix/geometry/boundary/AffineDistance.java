package io.separatrix.geometry.boundary;

import io.separatrix.geometry.Vectors;

/** The exact nearest boundary of an affine classifier, from its rows. */
record AffineDistance(int label, int adjacent, double distance) {

  static AffineDistance of(double[][] w, double[] b, double[] x) {
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
    return new AffineDistance(label, adjacent, nearest);
  }
}
