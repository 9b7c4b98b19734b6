package io.separatrix.explorer.figure;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.separatrix.report.chart.Drawing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Optional;
import javax.imageio.ImageIO;

/** The kinds of file that a figure comes in. */
public enum FigureFormat {
  SVG("image/svg+xml") {
    @Override
    public byte[] bytes(Drawing drawing) {
      return drawing.svg().getBytes(UTF_8);
    }
  },
  PNG("image/png") {
    @Override
    public byte[] bytes(Drawing drawing) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try {
        ImageIO.write(drawing.image(), "png", bytes);
      } catch (IOException e) {
        throw new UncheckedIOException("cannot write PNG to memory", e);
      }
      return bytes.toByteArray();
    }
  };

  private final String type;

  FigureFormat(String type) {
    this.type = type;
  }

  /** The format of a file's ending, {@code svg} or {@code png}; empty if it is another. */
  public static Optional<FigureFormat> of(String ending) {
    for (FigureFormat format : values()) {
      if (format.ending().equals(ending.toLowerCase(Locale.ROOT))) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }

  /** Its ending. */
  public String ending() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Its media type. */
  public String type() {
    return type;
  }

  /** The content of a file. */
  public abstract byte[] bytes(Drawing drawing);
}
