package io.separatrix.data;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A data set for a model that takes 8-bit pixels: in the range 0 to 255 every pixel is rounded to a
 * whole number. In another range it is as it was.
 *
 * @param data any
 */
record WholePixels(Dataset data) implements Dataset {

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
    return data.shape();
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
    double[] pixels = data.pixels(index, range);
    if (range.equals(PixelRange.BYTE)) {
      for (int i = 0; i < pixels.length; i++) {
        pixels[i] = Math.rint(pixels[i]);
      }
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
    return (data.preprocessing().equals("none") ? "" : data.preprocessing() + "; ")
        + "rounded to whole pixels";
  }

  @Override
  public List<String> notes() {
    return data.notes();
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
