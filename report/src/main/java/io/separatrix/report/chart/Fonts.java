package io.separatrix.report.chart;

import java.awt.Font;
import java.awt.font.FontRenderContext;

/** The machine's fonts, which Java needs for any figure. */
public final class Fonts {

  private static final int SIZE = 12;

  private Fonts() {}

  /**
   * Makes sure that text can be drawn.
   *
   * @throws NoFontException if it cannot
   */
  public static void require() {
    require(
        () ->
            new Font(Font.SANS_SERIF, Font.PLAIN, SIZE)
                .getLineMetrics("x", new FontRenderContext(null, true, true)));
  }

  /** Without fontconfig Java fails in one of these ways, by its version. */
  static void require(Runnable measured) {
    try {
      measured.run();
    } catch (RuntimeException | LinkageError | InternalError e) {
      throw new NoFontException(e);
    }
  }
}
