package io.separatrix.explorer.figure;

import io.separatrix.explorer.state.PlaneState.Shade;
import io.separatrix.explorer.view.PlaneMap;
import io.separatrix.report.chart.LabelMap;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;

/** The margin over a map's regions: paler where it is smaller, or lines of equal margin. */
final class Contours {

  /** Lines between 0 and the largest margin. */
  private static final int LEVELS = 6;

  private static final int PALEST = 170;
  private static final Color LINE = new Color(0, 0, 0, 110);

  private Contours() {}

  static LabelMap.Veil veil(PlaneMap map, Shade shade) {
    return switch (shade) {
      case LABELS -> (graphics, area) -> {};
      case MARGIN -> (graphics, area) -> shade(graphics, area, map);
      case CONTOURS -> (graphics, area) -> lines(graphics, area, map);
    };
  }

  /** The margin that all but a hundredth of the points are below: one peak must not hide all. */
  private static double most(PlaneMap map) {
    float[] sorted = map.margins().clone();
    Arrays.sort(sorted);
    return Math.max(1e-12, sorted[(int) (0.99 * (sorted.length - 1))]);
  }

  private static void shade(Graphics2D graphics, Rectangle2D area, PlaneMap map) {
    int n = map.grid().columns();
    double most = most(map);
    BufferedImage veil = new BufferedImage(n, n, BufferedImage.TYPE_INT_ARGB);
    for (int i = 0; i < n * n; i++) {
      double share = Math.min(1, map.margins()[i] / most);
      int alpha = (int) Math.round(PALEST * (1 - Math.sqrt(share)));
      veil.setRGB(i % n, n - 1 - i / n, alpha << 24 | 0xffffff);
    }
    AffineTransform place = AffineTransform.getTranslateInstance(area.getX(), area.getY());
    place.scale(area.getWidth() / n, area.getHeight() / n);
    graphics.drawImage(veil, place, null);
  }

  /** Marching squares, each cell of the map by itself. */
  private static void lines(Graphics2D graphics, Rectangle2D area, PlaneMap map) {
    int n = map.grid().columns();
    double step = most(map) / LEVELS;
    Path2D path = new Path2D.Double();
    for (int row = 0; row + 1 < n; row++) {
      for (int column = 0; column + 1 < n; column++) {
        int at = row * n + column;
        double[] corners = {
          map.margins()[at], map.margins()[at + 1], map.margins()[at + n + 1], map.margins()[at + n]
        };
        double least = Arrays.stream(corners).min().orElse(0);
        double largest = Arrays.stream(corners).max().orElse(0);
        for (int level = (int) Math.ceil(least / step); level * step < largest; level++) {
          if (level > 0) {
            cross(path, area, n, column, row, corners, level * step);
          }
        }
      }
    }
    graphics.setColor(LINE);
    graphics.setStroke(new BasicStroke(0.8f));
    graphics.draw(path);
  }

  private static void cross(
      Path2D path, Rectangle2D area, int n, int column, int row, double[] corners, double level) {
    int[] right = {0, 1, 1, 0};
    int[] up = {0, 0, 1, 1};
    boolean open = false;
    for (int i = 0; i < 4; i++) {
      int j = (i + 1) % 4;
      if (corners[i] < level == corners[j] < level) {
        continue;
      }
      double share = (level - corners[i]) / (corners[j] - corners[i]);
      double s = column + 0.5 + right[i] + share * (right[j] - right[i]);
      double t = row + 0.5 + up[i] + share * (up[j] - up[i]);
      double x = area.getX() + area.getWidth() * s / n;
      double y = area.getMaxY() - area.getHeight() * t / n;
      if (open) {
        path.lineTo(x, y);
      } else {
        path.moveTo(x, y);
      }
      open = !open;
    }
  }
}
