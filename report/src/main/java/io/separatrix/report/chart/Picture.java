package io.separatrix.report.chart;

import java.awt.image.BufferedImage;
import java.awt.image.RenderedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/**
 * An image that carries its own content.
 *
 * @param source a {@code data:} address of a PNG or JPEG image
 * @param width in its own pixels
 * @param height likewise
 */
public record Picture(String source, int width, int height) {

  private static final String PNG = "data:image/png;base64,";
  private static final String JPEG = "data:image/jpeg;base64,";

  /** Between the format's 0 and 1: artefacts do not show, and a fifth of PNG's bytes are left. */
  private static final float QUALITY = 0.85f;

  /** An image with its content as it is, as PNG. */
  public static Picture of(RenderedImage image) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write PNG to memory", e);
    }
    return picture(PNG, bytes, image);
  }

  /** A photograph, whose exact pixels nobody reads, as JPEG. */
  static Picture photograph(BufferedImage image) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      ImageWriteParam parameters = writer.getDefaultWriteParam();
      parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      parameters.setCompressionQuality(QUALITY);
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), parameters);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write JPEG to memory", e);
    } finally {
      writer.dispose();
    }
    return picture(JPEG, bytes, image);
  }

  private static Picture picture(String type, ByteArrayOutputStream bytes, RenderedImage image) {
    return new Picture(
        type + Base64.getEncoder().encodeToString(bytes.toByteArray()),
        image.getWidth(),
        image.getHeight());
  }

  public Picture {
    if (!source.startsWith(PNG) && !source.startsWith(JPEG)) {
      throw new IllegalArgumentException(
          "expected an address that starts with " + PNG + " or " + JPEG);
    }
  }
}
