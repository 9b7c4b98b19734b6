package io.separatrix.data;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * A data set with another number of channels: one is repeated for a model that takes three, or
 * three are weighed into one (ITU-R BT.601: 0.299 red, 0.587 green, 0.114 blue).
 *
 * @param data of 1 or 3 channels
 * @param channels 3 or 1
 */
record Recoloured(Dataset data, int channels) implements Dataset {

  @Override
  public String name() {
    return data.name();
  }

  @Override
  public int size() {
    return data.size();
  }

  @Override
  public ImageShape shape() {
    return new ImageShape(channels, data.shape().height(), data.shape().width());
  }

  @Override
  public OptionalInt label(int index) {
    return data.label(index);
  }

  @Override
  public String id(int index) {
    return data.id(index);
  }

  @Override
  public double[] pixels(int index, PixelRange range) {
    double[] stored = data.pixels(index, range);
    int plane = shape().height() * shape().width();
    double[] pixels = new double[channels * plane];
    if (data.shape().channels() == 1) {
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
  public List<String> classNames() {
    return data.classNames();
  }

  @Override
  public String sha256() {
    return data.sha256();
  }

  @Override
  public String preprocessing() {
    return (data.preprocessing().equals("none") ? "" : data.preprocessing() + "; ") + recolouring();
  }

  private String recolouring() {
    return channels == 1
        ? "colour images made grey (0.299 red + 0.587 green + 0.114 blue)"
        : "grey images repeated in " + channels + " channels";
  }

  @Override
  public List<String> notes() {
    return Stream.concat(data.notes().stream(), Stream.of(recolouring())).toList();
  }

  @Override
  public String scaling(PixelRange range) {
    return data.scaling(range);
  }

  @Override
  public Optional<PixelRange> storedRange() {
    return data.storedRange();
  }
}
