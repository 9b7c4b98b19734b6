package io.separatrix.data;

import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;

/**
 * Decodes an image file (JPEG also in CMYK, PNG, BMP, GIF; the kind is found by content) into C x H
 * x W values from 0 to 255. Colour profiles, orientation tags and transparency are ignored, as
 * common training pipelines ignore them.
 */
final class ImageDecoder {
  /** Larger images are refused before anything is decoded. */
  static final long MAX_PIXELS = 64_000_000;

  private final ResizeAndCrop preparation;

  ImageDecoder(ResizeAndCrop preparation) {
    this.preparation = preparation;
  }

  /**
   * Decodes and prepares a file.
   *
   * @throws DataException if the file cannot be read, is no image, too large, or in colour where
   *     greyscale is wanted
   */
  double[] decode(Path file) {
    BufferedImage image = read(file);
    int channels = preparation.target().channels();
    double[] pixels = planes(file, image, channels);
    double[] prepared = preparation.apply(pixels, image.getHeight(), image.getWidth());
    for (int i = 0; i < prepared.length; i++) {
      // Weights that add up to 1 but for rounding may carry white past 255.
      prepared[i] = Math.min(255, prepared[i]);
    }
    return prepared;
  }

  private static BufferedImage read(Path file) {
    if (!Files.isReadable(file)) {
      throw new DataException(file + ": no such file, or it may not be read.");
    }
    try (ImageInputStream in = new FileImageInputStream(file.toFile())) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw new DataException(
            file + ": expected a JPEG, PNG, BMP or GIF image, found other content.");
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in, true, true);
        long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
        if (pixels > MAX_PIXELS) {
          throw new DataException(
              file
                  + ": expected an image of at most "
                  + MAX_PIXELS
                  + " pixels, found "
                  + reader.getWidth(0)
                  + " x "
                  + reader.getHeight(0)
                  + ".");
        }
        return reader.read(0);
      } finally {
        reader.dispose();
      }
    } catch (DataException known) {
      throw known;
    } catch (IOException | RuntimeException damaged) {
      // Image readers answer damaged files with unchecked exceptions of many kinds.
      throw new DataException(
          file + ": the image cannot be decoded, it is truncated or damaged: " + damaged, damaged);
    }
  }

  private static double[] planes(Path file, BufferedImage image, int channels) {
    if (channels != 1 && channels != 3) {
      throw new DataException(
          file + ": expected images of " + channels + " channels; image files have 1 or 3.");
    }
    double[][] stored = stored(image);
    if (channels == 1 && stored.length == 3) {
      requireGrey(file, stored);
    }
    int plane = stored[0].length;
    double[] pixels = new double[channels * plane];
    for (int c = 0; c < channels; c++) {
      System.arraycopy(stored[Math.min(c, stored.length - 1)], 0, pixels, c * plane, plane);
    }
    return pixels;
  }

  private static void requireGrey(Path file, double[][] rgb) {
    for (int i = 0; i < rgb[0].length; i++) {
      if (rgb[0][i] != rgb[1][i] || rgb[0][i] != rgb[2][i]) {
        throw new DataException(
            file
                + ": expected a greyscale image for a model of one channel, found colour. Convert"
                + " the images, or give a model of three channels.");
      }
    }
  }

  /** One plane or three, 0..255. */
  private static double[][] stored(BufferedImage image) {
    Raster raster = image.getRaster();
    // Java takes stored grey values for linear light and its RGB view brightens them; profiles
    // change colours likewise. So plain samples are read as they are.
    if (image.getColorModel() instanceof ComponentColorModel model
        && !model.isAlphaPremultiplied()
        && (model.getNumColorComponents() == 1 || model.getNumColorComponents() == 3)
        && (model.getTransferType() == DataBuffer.TYPE_BYTE
            || model.getTransferType() == DataBuffer.TYPE_USHORT)) {
      double scale = 255.0 / ((1 << model.getComponentSize(0)) - 1);
      double[][] planes = new double[model.getNumColorComponents()][];
      for (int c = 0; c < planes.length; c++) {
        planes[c] =
            raster.getSamples(0, 0, image.getWidth(), image.getHeight(), c, (double[]) null);
        for (int i = 0; scale != 1 && i < planes[c].length; i++) {
          planes[c][i] *= scale;
        }
      }
      return planes;
    }
    return rgb(image);
  }

  private static double[][] rgb(BufferedImage image) {
    int width = image.getWidth();
    int[] row = new int[width];
    double[][] planes = new double[3][width * image.getHeight()];
    for (int y = 0; y < image.getHeight(); y++) {
      image.getRGB(0, y, width, 1, row, 0, width);
      for (int x = 0; x < width; x++) {
        planes[0][y * width + x] = row[x] >> 16 & 0xff;
        planes[1][y * width + x] = row[x] >> 8 & 0xff;
        planes[2][y * width + x] = row[x] & 0xff;
      }
    }
    return planes;
  }
}
