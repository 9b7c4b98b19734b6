package io.separatrix.data;

import java.util.Locale;

/**
 * The interval of pixel values that a model expects. Stored 8-bit values v map to {@code low +
 * (high - low) v / 255}.
 *
 * @param low the value of black
 * @param high the value of white
 */
public record PixelRange(double low, double high) {

  /** Pixels from 0 to 1. */
  public static final PixelRange UNIT = new PixelRange(0, 1);

  /** Pixels from 0 to 255. */
  public static final PixelRange BYTE = new PixelRange(0, 255);

  /** Refuses bounds that are not finite or not in order. */
  public PixelRange {
    if (!(Double.isFinite(low) && Double.isFinite(high) && low < high)) {
      throw new IllegalArgumentException(
          "pixel range must be LOW,HIGH with LOW < HIGH, found " + low + "," + high);
    }
  }

  /**
   * Reads {@code LOW,HIGH}, for example {@code 0,255}.
   *
   * @param text what the user wrote
   * @return the range from LOW to HIGH
   * @throws IllegalArgumentException if the text is not two finite numbers in order
   */
  public static PixelRange parse(String text) {
    String[] parts = text.split(",", -1);
    if (parts.length != 2) {
      throw new IllegalArgumentException(
          "pixel range must be LOW,HIGH such as 0,1 or 0,255, found '" + text + "'");
    }
    try {
      return new PixelRange(
          Double.parseDouble(parts[0].strip()), Double.parseDouble(parts[1].strip()));
    } catch (NumberFormatException notNumbers) {
      throw new IllegalArgumentException(
          "pixel range must be LOW,HIGH such as 0,1 or 0,255, found '" + text + "'", notNumbers);
    }
  }

  /** {@return high - low} */
  public double width() {
    return high - low;
  }

  /**
   * Maps a value of the scale 0..255, not necessarily whole, into this range.
   *
   * @param value 0 for the range's low end, 255 for its high end
   * @return the value in this range
   */
  public double fromByteScale(double value) {
    // Exact at both ends, and the identity for 0..255.
    return low + width() * value / 255;
  }

  /** The bounds as {@link #parse} reads them, whole numbers without a point: {@code 0,255}. */
  @Override
  public String toString() {
    return number(low) + "," + number(high);
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? String.format(Locale.ROOT, "%.0f", value)
        : Double.toString(value);
  }
}
