package io.separatrix.data;

/**
 * Images for a model that takes 8-bit pixels: in the range 0 to 255 every pixel is rounded to a
 * whole number. In another range they are as they were.
 */
final class WholePixels extends AlteredImages {

  WholePixels(Dataset data) {
    super(data);
  }

  @Override
  public double[] pixels(int index, PixelRange range) {
    double[] pixels = data().pixels(index, range);
    if (range.equals(PixelRange.BYTE)) {
      for (int i = 0; i < pixels.length; i++) {
        pixels[i] = Math.rint(pixels[i]);
      }
    }
    return pixels;
  }

  @Override
  String alteration() {
    return "rounded to whole pixels";
  }
}
