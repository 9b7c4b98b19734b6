package io.separatrix.network.training;

import java.util.List;

/**
 * Images with labels, held in memory one byte a value.
 *
 * @param shape channels, height, width
 * @param pixels images one after the other, each channel by channel, row by row; the byte b stands
 *     for the pixel b / 255; not modified
 * @param labels class of each image; not modified
 * @param classNames names of the classes, whose number is L
 * @param sha256 hash of the files that the images come from, for provenance
 */
public record LabelledImages(
    List<Integer> shape, byte[] pixels, int[] labels, List<String> classNames, String sha256) {

  public LabelledImages {
    shape = List.copyOf(shape);
    classNames = List.copyOf(classNames);
    long expected = (long) labels.length * shape.get(0) * shape.get(1) * shape.get(2);
    if (labels.length == 0 || pixels.length != expected) {
      throw new IllegalArgumentException(
          "expected at least one image and "
              + expected
              + " bytes for "
              + labels.length
              + " images of shape "
              + shape
              + ", found "
              + pixels.length);
    }
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] < 0 || labels[i] >= classNames.size()) {
        throw new IllegalArgumentException(
            "image "
                + i
                + ": expected a label in 0.."
                + (classNames.size() - 1)
                + ", found "
                + labels[i]);
      }
    }
  }

  /** Number of images. */
  public int size() {
    return labels.length;
  }

  /** Mean of the pixels in 0..1, per channel. */
  public float[] mean() {
    return moment(new double[shape.get(0)], 1);
  }

  /** Standard deviation of the pixels in 0..1, per channel; 1 for a constant channel. */
  public float[] deviation() {
    float[] mean = mean();
    double[] centre = new double[mean.length];
    for (int c = 0; c < mean.length; c++) {
      centre[c] = mean[c];
    }
    float[] variance = moment(centre, 2);
    for (int c = 0; c < variance.length; c++) {
      variance[c] = variance[c] == 0 ? 1 : (float) Math.sqrt(variance[c]);
    }
    return variance;
  }

  private float[] moment(double[] centre, int power) {
    int plane = shape.get(1) * shape.get(2);
    double[] sums = new double[centre.length];
    for (int i = 0; i < pixels.length; i++) {
      int channel = i / plane % centre.length;
      double distance = (pixels[i] & 0xff) / 255.0 - centre[channel];
      sums[channel] += power == 1 ? distance : distance * distance;
    }
    float[] moments = new float[centre.length];
    for (int c = 0; c < moments.length; c++) {
      moments[c] = (float) (sums[c] / ((double) size() * plane));
    }
    return moments;
  }
}
