package io.separatrix.data;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Decodes an image file ({@link #KINDS}; JPEG also in CMYK; the kind is found by content) into C x
 * H x W values from 0 to 255, as {@link DecodedImage} reads it. Of several pictures in a file the
 * first is taken.
 */
final class ImageDecoder {
  /** What can be decoded, for messages. */
  static final String KINDS = "JPEG, PNG, WebP, TIFF, BMP, GIF or PNM";

  /** Larger images are refused before anything is decoded. */
  static final long MAX_PIXELS = 64_000_000;

  /** What JPEG can have; longer lines would need much memory in between. */
  static final int MAX_SIDE = 65_535;

  private static final int MAX_FILE = 256 << 20;

  private final ResizeAndCrop preparation;
  private final Set<String> turned = new ConcurrentSkipListSet<>();
  private final Set<String> transparent = new ConcurrentSkipListSet<>();

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
    int channels = preparation.target().channels();
    if (channels != 1 && channels != 3) {
      throw new DataException(
          file
              + ": expected images of "
              + channels
              + " channels; image files have 1 or 3. Give arrays in an .npy file.");
    }
    byte[] bytes = RegularFile.readBytes(file, "an image", MAX_FILE);
    Orientation orientation = ImageContainer.inspect(file, bytes);
    DecodedImage image = new DecodedImage(read(file, bytes), orientation);
    if (image.turned()) {
      turned.add(file.getFileName().toString());
    }
    if (image.transparent()) {
      transparent.add(file.getFileName().toString());
    }
    if (channels == 1 && image.channels() == 3) {
      requireGrey(file, image);
    }
    double[] prepared = preparation.apply(image);
    for (int i = 0; i < prepared.length; i++) {
      // Weights that add up to 1 but for rounding may carry white past 255, a cubic more so.
      prepared[i] = Math.max(0, Math.min(255, prepared[i]));
    }
    return prepared;
  }

  /** What was done to images so far that is not to be seen from their size. */
  List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (!turned.isEmpty()) {
      notes.add(
          turned.size()
              + " images turned as their orientation tag says "
              + SkippedFiles.named(List.copyOf(turned)));
    }
    if (!transparent.isEmpty()) {
      notes.add(
          transparent.size()
              + " images with transparent pixels, whose stored colours were taken "
              + SkippedFiles.named(List.copyOf(transparent)));
    }
    return notes;
  }

  private BufferedImage read(Path file, byte[] bytes) {
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw new DataException(
            file + ": expected an image (" + KINDS + "), found other content. Convert it to PNG.");
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in, true, true);
        requireSize(file, reader);
        requireContent(file, bytes, reader);
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

  private void requireSize(Path file, ImageReader reader) throws IOException {
    long width = reader.getWidth(0);
    long height = reader.getHeight(0);
    if (width * height > MAX_PIXELS || Math.max(width, height) > MAX_SIDE) {
      throw new DataException(
          file
              + ": expected an image of at most "
              + MAX_PIXELS
              + " pixels and "
              + MAX_SIDE
              + " on a side, found "
              + width
              + " x "
              + height
              + ". Give a smaller one.");
    }
    // Decoders hold an image up to twice; lines of one direction are resized before the other's.
    // TIFF's tiles are held whole, also where they are larger than the image.
    ImageShape target = preparation.target();
    long longest = Math.max(width, height);
    long tile = (long) reader.getTileWidth(0) * reader.getTileHeight(0);
    long needed =
        2 * Math.max(width * height, tile) * bytesPerPixel(reader)
            + 8L * target.channels() * longest * target.width();
    long room = Math.min(512L << 20, Runtime.getRuntime().maxMemory() / 2);
    if (needed > room) {
      throw new DataException(
          file
              + ": expected an image that needs at most "
              + (room >> 20)
              + " MiB when decoded, found "
              + width
              + " x "
              + height
              + " pixels"
              + (tile > width * height ? ", in tiles of " + tile + "," : "")
              + " that need "
              + (needed >> 20)
              + ". Give a smaller one, or more memory, as with JAVA_OPTS=-Xmx8g.");
    }
  }

  /** The WebP decoder takes minutes for megapixels of one colour, which fit into 40 bytes. */
  private static void requireContent(Path file, byte[] bytes, ImageReader reader)
      throws IOException {
    long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
    if (reader.getFormatName().equalsIgnoreCase("webp")
        && pixels > 1_000_000
        && pixels / bytes.length > 1000) {
      throw new DataException(
          file
              + ": expected a WebP image of at most 1000 pixels for each byte of the file, found "
              + pixels
              + " in "
              + bytes.length
              + " bytes. Convert it to PNG.");
    }
  }

  private static long bytesPerPixel(ImageReader reader) throws IOException {
    Iterator<ImageTypeSpecifier> types = reader.getImageTypes(0);
    if (!types.hasNext()) {
      return 4;
    }
    ImageTypeSpecifier type = types.next();
    int sample = DataBuffer.getDataTypeSize(type.getSampleModel().getDataType()) / 8;
    return (long) sample * type.getSampleModel().getNumDataElements();
  }

  private static void requireGrey(Path file, Samples image) {
    double[][] rows = new double[3][image.width()];
    for (int y = 0; y < image.height(); y++) {
      for (int c = 0; c < 3; c++) {
        image.row(c, y, rows[c]);
      }
      for (int x = 0; x < image.width(); x++) {
        if (rows[0][x] != rows[1][x] || rows[0][x] != rows[2][x]) {
          throw new DataException(
              file
                  + ": expected a greyscale image for a model of one channel, found colour;"
                  + " convert the images, or give a model of three channels",
              DataRemedy.GREY);
        }
      }
    }
  }
}
