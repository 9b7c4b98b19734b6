package io.separatrix.testkit;

import io.separatrix.data.Dataset;
import io.separatrix.data.ImageShape;
import io.separatrix.data.PixelRange;
import io.separatrix.data.Sha256;
import io.separatrix.geometry.Classifier;
import io.separatrix.geometry.Vectors;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Given points as a data set. In the range in which they are given they come out as they are, to
 * the bit; in another one they are mapped {@code low + (x - low') width / width'}.
 */
public final class PointsDataset implements Dataset {

  private final String name;
  private final ImageShape shape;
  private final PixelRange range;
  private final double[][] points;
  private final int[] labels;

  /**
   * @param shape C x H x W with {@code C H W} the length of every point
   * @param range that all points lie in
   * @param points at least one row; copied
   * @param labels one for each point, or none at all; copied
   */
  public PointsDataset(
      String name, ImageShape shape, PixelRange range, double[][] points, int... labels) {
    if (points.length == 0 || (labels.length != 0 && labels.length != points.length)) {
      throw new IllegalArgumentException(
          "expected a point at least and as many labels or none, found "
              + points.length
              + " points and "
              + labels.length
              + " labels");
    }
    for (double[] point : points) {
      if (point.length != shape.dimension()) {
        throw new IllegalArgumentException(
            "expected points of " + shape + " values, found " + point.length);
      }
      if (!Arrays.stream(point).allMatch(x -> x >= range.low() && x <= range.high())) {
        throw new IllegalArgumentException(
            "expected points in " + range + ", found " + Arrays.toString(point));
      }
    }
    this.name = name;
    this.shape = shape;
    this.range = range;
    this.points = Arrays.stream(points).map(double[]::clone).toArray(double[][]::new);
    this.labels = labels.clone();
  }

  /** Points as images of one row, each with the label that a classifier predicts. */
  public static PointsDataset labelled(PixelRange range, double[][] points, Classifier classifier) {
    return new PointsDataset(
        "points",
        new ImageShape(1, 1, classifier.dimension()),
        range,
        points,
        Arrays.stream(classifier.logits(points)).mapToInt(Vectors::argmax).toArray());
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int size() {
    return points.length;
  }

  @Override
  public ImageShape shape() {
    return shape;
  }

  @Override
  public OptionalInt label(int index) {
    Objects.checkIndex(index, size());
    return labels.length == 0 ? OptionalInt.empty() : OptionalInt.of(labels[index]);
  }

  @Override
  public String id(int index) {
    return Integer.toString(Objects.checkIndex(index, size()));
  }

  @Override
  public double[] pixels(int index, PixelRange wanted) {
    double[] pixels = points[Objects.checkIndex(index, size())].clone();
    if (!wanted.equals(range)) {
      for (int i = 0; i < pixels.length; i++) {
        double share = (pixels[i] - range.low()) / range.width();
        pixels[i] = wanted.low() + wanted.width() * share;
      }
    }
    return pixels;
  }

  @Override
  public List<String> classNames() {
    return List.of();
  }

  @Override
  public String sha256() {
    String all = shape + Arrays.deepToString(points) + Arrays.toString(labels);
    return Sha256.of(all.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String preprocessing() {
    return "none";
  }

  @Override
  public Optional<PixelRange> storedRange() {
    return Optional.of(range);
  }
}
