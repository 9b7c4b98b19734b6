package io.separatrix.studies;

import static org.assertj.core.api.Assertions.assertThat;

import io.separatrix.data.ImageShape;
import io.separatrix.data.Images;
import io.separatrix.data.PixelRange;
import io.separatrix.experiment.Experiment;
import io.separatrix.experiment.Study;
import io.separatrix.experiment.StudyFile;
import io.separatrix.experiment.StudyResult;
import io.separatrix.geometry.Interval;
import io.separatrix.geometry.UniformSampling;
import io.separatrix.geometry.Vectors;
import io.separatrix.testkit.AnalyticClassifier;
import io.separatrix.testkit.PointsDataset;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** A classifier known in closed form, and points as images, on which studies run. */
public record Scene(AnalyticClassifier classifier, Images images) {

  /** The range of the pixels. */
  public static final PixelRange RANGE = new PixelRange(-10, 10);

  /** Points as images of a shape, labelled as the classifier predicts them. */
  public static Scene of(AnalyticClassifier classifier, ImageShape shape, double[]... points) {
    int[] labels = Arrays.stream(classifier.logits(points)).mapToInt(Vectors::argmax).toArray();
    return of(classifier, new PointsDataset("points", shape, RANGE, points, labels));
  }

  /** The same with a data set's own labels, or none. */
  public static Scene of(AnalyticClassifier classifier, PointsDataset points) {
    return new Scene(classifier, Images.of(points, RANGE, 0, points.size()));
  }

  /** Some of the images, the others being left for training. */
  public Scene part(int offset, int limit) {
    return new Scene(classifier, Images.of(images.data(), images.range(), offset, limit));
  }

  public Experiment open() {
    return Experiment.of(classifier, images).open();
  }

  /** Runs one study in an experiment of its own, without a run folder. */
  public <R extends StudyResult> R run(Study<R> study) {
    try (Experiment experiment = open()) {
      return experiment.run(study);
    }
  }

  /** The image of an item. */
  public double[] at(int item) {
    return images.pixels(item);
  }

  /**
   * Points around a centre, evenly spread over distances, in random directions.
   *
   * @param nearest distance of the first
   * @param farthest distance of the last
   */
  public static double[][] around(
      double[] centre, int count, double nearest, double farthest, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] points = new double[count][];
    for (int i = 0; i < count; i++) {
      double distance = nearest + (farthest - nearest) * i / Math.max(1, count - 1);
      points[i] = Vectors.add(centre, UniformSampling.onSphere(random, centre.length, distance));
    }
    return points;
  }

  /** Rows of two arrays, one after the other. */
  public static double[][] both(double[][] first, double[][] second) {
    double[][] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }

  /** A column of the table of samples. */
  public static List<Object> column(StudyResult result, String name) {
    for (StudyFile file : result.files()) {
      if (file instanceof StudyFile.Samples samples) {
        int column = samples.columns().indexOf(name);
        assertThat(column).as("column %s of %s", name, samples.columns()).isNotNegative();
        return samples.rows().stream().<Object>map(row -> row.get(column)).toList();
      }
    }
    throw new AssertionError("no table of samples");
  }

  /** A column of numbers. */
  public static double[] numbers(StudyResult result, String name) {
    return column(result, name).stream()
        .mapToDouble(value -> ((Number) value).doubleValue())
        .toArray();
  }

  /** Lower end, estimate and upper end. */
  public static double[] ends(Interval interval) {
    return new double[] {interval.low(), interval.estimate(), interval.high()};
  }
}
