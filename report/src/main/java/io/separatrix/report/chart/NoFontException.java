package io.separatrix.report.chart;

import java.io.Serial;

/** No figure can be drawn on this machine, because Java finds no font. */
public final class NoFontException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  NoFontException(Throwable cause) {
    super(
        "no figure can be drawn: expected a font, found none ("
            + cause
            + "); install one, on Linux with fontconfig (Debian: apt install fontconfig"
            + " fonts-dejavu-core)",
        cause);
  }
}
