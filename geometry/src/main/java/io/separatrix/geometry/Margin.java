package io.separatrix.geometry;

/** Margins of logits: by how much a class wins or loses. */
public final class Margin {

  private Margin() {}

  /**
   * {@code f_label - max_{j != label} f_j}, in logit units: positive inside the region of the
   * label, negative outside, 0 on its boundary.
   *
   * @param logits length L, at least 2; not modified
   * @param label class index
   * @return the margin, in logit units
   */
  public static double of(double[] logits, int label) {
    return logits[label] - logits[runnerUp(logits, label)];
  }

  /**
   * The strongest class other than the given one, the first of equals.
   *
   * @param logits length L, at least 2; not modified
   * @param label class index
   * @return another class index
   */
  public static int runnerUp(double[] logits, int label) {
    int best = label == 0 ? 1 : 0;
    for (int j = 0; j < logits.length; j++) {
      if (j != label && logits[j] > logits[best]) {
        best = j;
      }
    }
    return best;
  }
}
