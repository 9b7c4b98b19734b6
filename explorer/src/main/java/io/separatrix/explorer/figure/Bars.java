package io.separatrix.explorer.figure;

import io.separatrix.experiment.Numbers;
import io.separatrix.report.chart.Drawing;
import io.separatrix.report.chart.HouseStyle;
import io.separatrix.report.chart.Labels;
import io.separatrix.report.chart.Palette;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.stream.IntStream;

/** Logits as bars, the largest ones. */
final class Bars {

  private static final int MOST = 10;
  private static final int WIDTH = 640;
  private static final int NAMES = 170;
  private static final int NUMBERS = 70;
  private static final int LINE = 22;
  private static final int THICK = 14;

  private Bars() {}

  static Drawing of(double[] logits, List<String> names) {
    int[] shown =
        IntStream.range(0, logits.length)
            .boxed()
            .sorted((a, b) -> Double.compare(logits[b], logits[a]))
            .limit(MOST)
            .mapToInt(i -> i)
            .toArray();
    double most = Math.max(0, logits[shown[0]]);
    double least = Math.min(0, logits[shown[shown.length - 1]]);
    double scale = (WIDTH - NAMES - NUMBERS) / Math.max(1e-12, most - least);
    return new Drawing(
        WIDTH,
        LINE * shown.length,
        graphics -> {
          for (int i = 0; i < shown.length; i++) {
            double logit = logits[shown[i]];
            double top = LINE * i;
            double zero = NAMES - least * scale;
            graphics.setColor(i == 0 ? Palette.ACCENT : Palette.series(9));
            graphics.fill(
                new Rectangle2D.Double(
                    Math.min(zero, zero + logit * scale),
                    top + (LINE - THICK) / 2.0,
                    Math.max(1, Math.abs(logit) * scale),
                    THICK));
            Labels.draw(
                graphics, names.get(shown[i]), HouseStyle.SMALL_TEXT, 0, top + 16, Palette.INK);
            Labels.draw(
                graphics,
                Numbers.shown(logit),
                HouseStyle.SMALL_TEXT,
                WIDTH - NUMBERS + 10.0,
                top + 16,
                Palette.FAINT_INK);
          }
        });
  }
}
