package io.separatrix.data;

import java.util.List;
import java.util.stream.Stream;

/**
 * Images with another number of channels: one is repeated for a model that takes three, or three
 * are weighed into one (ITU-R BT.601: 0.299 red, 0.587 green, 0.114 blue).
 */
final class Recoloured extends AlteredImages {

  private final int channels;

  /**
   * @param data of 1 or 3 channels
   * @param channels 3 or 1
   */
  Recoloured(Dataset data, int channels) {
    super(data);
    this.channels = channels;
  }

  @Override
  public ImageShape shape() {
    return new ImageShape(channels, data().shape().height(), data().shape().width());
  }

  @Override
  public double[] pixels(int index, PixelRange range) {
    double[] stored = data().pixels(index, range);
    int plane = shape().height() * shape().width();
    double[] pixels = new double[channels * plane];
    if (data().shape().channels() == 1) {
      for (int c = 0; c < channels; c++) {
        System.arraycopy(stored, 0, pixels, c * plane, plane);
      }
      return pixels;
    }
    for (int i = 0; i < plane; i++) {
      double red = stored[i];
      double green = stored[plane + i];
      double blue = stored[2 * plane + i];
      // In thousandths, so that equal channels keep their value.
      pixels[i] =
          red == green && green == blue
              ? red
              : Math.min(range.high(), (299 * red + 587 * green + 114 * blue) / 1000);
    }
    return pixels;
  }

  @Override
  String alteration() {
    return channels == 1
        ? "colour images made grey (0.299 red + 0.587 green + 0.114 blue)"
        : "grey images repeated in " + channels + " channels";
  }

  @Override
  public List<String> notes() {
    return Stream.concat(data().notes().stream(), Stream.of(alteration())).toList();
  }
}
