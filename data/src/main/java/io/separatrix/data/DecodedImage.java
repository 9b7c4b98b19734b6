package io.separatrix.data;

import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;

/**
 * A decoded image as people see it: turned as its orientation tag says. Colour profiles are not
 * applied; transparency is dropped, so that a pixel has the colour that is stored beneath.
 */
final class DecodedImage implements Samples {
  private final BufferedImage image;
  private final Orientation orientation;
  private final boolean plain;
  private final double scale;
  private final int[] packed;
  private int packedLine = -1;

  DecodedImage(BufferedImage image, Orientation orientation) {
    this.image = image;
    this.orientation = orientation;
    // Java takes stored grey values for linear light and its RGB view brightens them; profiles
    // change colours likewise. So plain samples are read as they are.
    this.plain =
        image.getColorModel() instanceof ComponentColorModel model
            && !model.isAlphaPremultiplied()
            && (model.getNumColorComponents() == 1 || model.getNumColorComponents() == 3)
            && (model.getTransferType() == DataBuffer.TYPE_BYTE
                || model.getTransferType() == DataBuffer.TYPE_USHORT);
    this.scale = plain ? 255.0 / ((1 << image.getColorModel().getComponentSize(0)) - 1) : 1;
    this.packed = new int[plain ? 0 : width()];
  }

  @Override
  public int channels() {
    return plain ? image.getColorModel().getNumColorComponents() : 3;
  }

  @Override
  public int height() {
    return orientation.transposed() ? image.getWidth() : image.getHeight();
  }

  @Override
  public int width() {
    return orientation.transposed() ? image.getHeight() : image.getWidth();
  }

  @Override
  public void row(int channel, int y, double[] target) {
    int line = orientation.fromTheEnd() ? height() - 1 - y : y;
    if (plain) {
      read(image.getRaster(), channel, line, target);
    } else {
      unpack(channel, line, target);
    }
    if (orientation.mirrored()) {
      for (int i = 0, j = width() - 1; i < j; i++, j--) {
        double swapped = target[i];
        target[i] = target[j];
        target[j] = swapped;
      }
    }
  }

  private void read(Raster raster, int band, int line, double[] target) {
    if (orientation.transposed()) {
      raster.getSamples(line, 0, 1, width(), band, target);
    } else {
      raster.getSamples(0, line, width(), 1, band, target);
    }
    for (int i = 0; scale != 1 && i < width(); i++) {
      target[i] *= scale;
    }
  }

  private void unpack(int channel, int line, double[] target) {
    if (packedLine != line) {
      if (orientation.transposed()) {
        image.getRGB(line, 0, 1, width(), packed, 0, 1);
      } else {
        image.getRGB(0, line, width(), 1, packed, 0, width());
      }
      packedLine = line;
    }
    for (int x = 0; x < width(); x++) {
      target[x] = (packed[x] >> (8 * (2 - channel))) & 0xff;
    }
  }

  /** Whether its orientation tag turned it. */
  boolean turned() {
    return orientation != Orientation.AS_STORED;
  }

  /** Whether a pixel is not opaque, or a palette has such a colour. */
  boolean transparent() {
    if (!image.getColorModel().hasAlpha()) {
      return false;
    }
    Raster alpha = image.getAlphaRaster();
    if (alpha == null) {
      return true; // A palette with a transparent colour; its use is not looked for.
    }
    int opaque =
        (1 << image.getColorModel().getComponentSize(image.getColorModel().getNumComponents() - 1))
            - 1;
    int[] row = new int[image.getWidth()];
    for (int y = 0; y < image.getHeight(); y++) {
      alpha.getSamples(0, y, row.length, 1, 0, row);
      for (int value : row) {
        if (value != opaque) {
          return true;
        }
      }
    }
    return false;
  }
}
