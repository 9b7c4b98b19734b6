package io.separatrix.studies.chart;

import java.awt.image.RenderedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.ImageIO;

/**
 * An image that carries its own content.
 *
 * @param source a {@code data:image/png;base64,} address
 * @param width in its own pixels
 * @param height likewise
 */
public record Picture(String source, int width, int height) {

  private static final String PNG = "data:image/png;base64,";

  /** An image with its content as it is. */
  public static Picture of(RenderedImage image) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write PNG to memory", e);
    }
    return new Picture(
        PNG + Base64.getEncoder().encodeToString(bytes.toByteArray()),
        image.getWidth(),
        image.getHeight());
  }

  public Picture {
    if (!source.startsWith(PNG)) {
      throw new IllegalArgumentException("expected an address that starts with " + PNG);
    }
  }
}
