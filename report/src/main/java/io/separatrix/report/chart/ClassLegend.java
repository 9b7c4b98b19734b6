package io.separatrix.report.chart;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.RoundRectangle2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The classes on a map, largest area first, with their colours. With ten classes or fewer a class
 * has the same colour on every map; with more, the largest areas get the colours of the palette and
 * all others share the last, a grey.
 */
final class ClassLegend {

  private static final int LINE = 24;
  private static final int SWATCH = 13;
  private static final int GAP = 22;
  private static final int CHARACTER = 8;

  private final Map<Integer, Color> colors = new TreeMap<>();
  private final Map<String, Color> entries = new LinkedHashMap<>();

  private ClassLegend() {}

  static ClassLegend of(int[][] labels, List<String> classNames) {
    Map<Integer, Integer> areas = new TreeMap<>();
    for (int[] row : labels) {
      for (int label : row) {
        areas.merge(label, 1, Integer::sum);
      }
    }
    List<Integer> byArea = new ArrayList<>(areas.keySet());
    byArea.sort(Comparator.comparing(label -> -areas.getOrDefault(label, 0)));
    double cells = areas.values().stream().mapToInt(area -> area).sum();
    int named = Palette.SERIES.size();
    boolean fixed = classNames.size() <= named;
    ClassLegend legend = new ClassLegend();
    double rest = 0;
    for (int rank = 0; rank < byArea.size(); rank++) {
      int label = byArea.get(rank);
      double share = areas.getOrDefault(label, 0) / cells;
      Color color = Palette.series(fixed ? label : Math.min(rank, named - 1));
      legend.colors.put(label, color);
      if (fixed || rank < named - 1) {
        legend.entries.put(classNames.get(label) + percent(share), color);
      } else {
        rest += share;
      }
    }
    if (rest > 0) {
      legend.entries.put("others" + percent(rest), Palette.series(named - 1));
    }
    return legend;
  }

  Color color(int label) {
    return colors.getOrDefault(label, Color.WHITE);
  }

  /** Height of the legend when it may be so wide. */
  int height(int width) {
    double x = 0;
    int lines = 1;
    for (String text : entries.keySet()) {
      double step = step(text);
      if (x > 0 && x + step > width) {
        x = 0;
        lines++;
      }
      x += step;
    }
    return lines * LINE;
  }

  void draw(Graphics2D graphics, double left, double top, double width) {
    double x = 0;
    double y = top;
    for (Map.Entry<String, Color> entry : entries.entrySet()) {
      double step = step(entry.getKey());
      if (x > 0 && x + step > width) {
        x = 0;
        y += LINE;
      }
      graphics.setColor(entry.getValue());
      graphics.fill(new RoundRectangle2D.Double(left + x, y, SWATCH, SWATCH, 4, 4));
      Labels.draw(
          graphics,
          entry.getKey(),
          HouseStyle.SMALL_TEXT,
          left + x + SWATCH + 6,
          y + 11.5,
          Palette.INK);
      x += step;
    }
  }

  private static double step(String text) {
    return SWATCH + 6 + CHARACTER * text.length() + GAP;
  }

  private static String percent(double share) {
    return share < 0.01 ? "  < 1 %" : String.format(Locale.ROOT, "  %.0f %%", 100 * share);
  }
}
