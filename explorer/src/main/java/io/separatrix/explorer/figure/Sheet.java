package io.separatrix.explorer.figure;

import io.separatrix.report.chart.Drawing;
import java.util.List;

/** Drawings put together. */
final class Sheet {

  private static final int GAP = 16;

  private Sheet() {}

  /** One below the other. */
  static Drawing column(List<Drawing> parts) {
    int width = parts.stream().mapToInt(Drawing::width).max().orElse(1);
    int height = parts.stream().mapToInt(Drawing::height).sum() + GAP * (parts.size() - 1);
    return new Drawing(
        width,
        height,
        graphics -> {
          int top = 0;
          for (Drawing part : parts) {
            graphics.translate(0, top);
            part.painter().accept(graphics);
            graphics.translate(0, -top);
            top += part.height() + GAP;
          }
        });
  }

  /** One beside the other. */
  static Drawing row(List<Drawing> parts) {
    int height = parts.stream().mapToInt(Drawing::height).max().orElse(1);
    int width = parts.stream().mapToInt(Drawing::width).sum() + GAP * (parts.size() - 1);
    return new Drawing(
        width,
        height,
        graphics -> {
          int left = 0;
          for (Drawing part : parts) {
            graphics.translate(left, 0);
            part.painter().accept(graphics);
            graphics.translate(-left, 0);
            left += part.width() + GAP;
          }
        });
  }
}
