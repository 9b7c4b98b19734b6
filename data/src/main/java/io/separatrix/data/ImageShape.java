package io.separatrix.data;

/**
 * Size of an image as a network sees it. Flattened pixels run over columns fastest, then rows, then
 * channels (C x H x W).
 *
 * @param channels 1 for greyscale, 3 for RGB
 * @param height rows
 * @param width columns
 */
public record ImageShape(int channels, int height, int width) {

  /** Refuses sizes below 1 and images of more than 2^31 - 1 values. */
  public ImageShape {
    if (channels < 1 || height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "image shape must be positive, found " + channels + " x " + height + " x " + width);
    }
    if ((long) channels * height > Integer.MAX_VALUE / width) {
      throw new IllegalArgumentException(
          "image shape too large: " + channels + " x " + height + " x " + width);
    }
  }

  /** {@return the number of values, the input dimension d} */
  public int dimension() {
    return channels * height * width;
  }

  @Override
  public String toString() {
    return channels + " x " + height + " x " + width;
  }
}
