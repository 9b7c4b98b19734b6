package io.separatrix.testkit;

import io.separatrix.data.Dataset;
import io.separatrix.data.Datasets;
import io.separatrix.data.PixelRange;
import io.separatrix.data.Split;
import io.separatrix.geometry.Classifier;
import io.separatrix.geometry.Vectors;
import java.util.Arrays;

/**
 * Real images, and the classifier that goes by the nearest class mean: affine logits, {@code f_i(x)
 * = m_i . x - ||m_i||^2 / 2}.
 */
public final class Fashion {

  private static final double[][] MEANS = means();

  private Fashion() {}

  /** The embedded sample's test part. */
  public static Dataset data() {
    return Datasets.open("fashion-mnist-sample", Split.TEST);
  }

  public static Classifier classifier() {
    return AnalyticClassifiers.affine(
        MEANS, Arrays.stream(MEANS).mapToDouble(m -> -Vectors.dot(m, m) / 2).toArray());
  }

  private static double[][] means() {
    Dataset data = Datasets.open("fashion-mnist-sample", Split.TRAIN);
    double[][] means = new double[10][data.shape().dimension()];
    int[] counts = new int[10];
    for (int i = 0; i < data.size(); i++) {
      int label = data.label(i).orElseThrow();
      means[label] = Vectors.add(means[label], data.pixels(i, PixelRange.UNIT));
      counts[label]++;
    }
    for (int label = 0; label < means.length; label++) {
      means[label] = Vectors.scale(1.0 / counts[label], means[label]);
    }
    return means;
  }
}
