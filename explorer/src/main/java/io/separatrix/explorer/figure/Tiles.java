package io.separatrix.explorer.figure;

import io.separatrix.report.chart.Drawing;
import io.separatrix.report.chart.HouseStyle;
import io.separatrix.report.chart.Labels;
import io.separatrix.report.chart.Palette;
import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Pictures in rows, with a title and a detail below each. */
final class Tiles {

  private static final int GAP = 10;
  private static final int TEXT = 40;
  private static final String ELLIPSIS = "…";

  private Tiles() {}

  /**
   * A picture.
   *
   * @param image null if there is none to show
   * @param title below it
   * @param detail below the title
   */
  record Tile(@Nullable BufferedImage image, String title, String detail) {}

  /**
   * Draws them.
   *
   * @param side of a tile, in pixels
   * @param columns tiles in a row
   */
  static Drawing of(List<Tile> tiles, int side, int columns) {
    int rows = Math.max(1, (tiles.size() + columns - 1) / columns);
    return new Drawing(
        columns * (side + GAP) - GAP,
        rows * (side + TEXT + GAP) - GAP,
        graphics -> {
          for (int i = 0; i < tiles.size(); i++) {
            draw(
                graphics,
                tiles.get(i),
                i % columns * (side + GAP),
                i / columns * (side + TEXT + GAP),
                side);
          }
        });
  }

  private static void draw(Graphics2D graphics, Tile tile, int left, int top, int side) {
    BufferedImage image = tile.image();
    if (image != null) {
      double scale = (double) side / Math.max(image.getWidth(), image.getHeight());
      graphics.setRenderingHint(
          RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
      AffineTransform place = AffineTransform.getTranslateInstance(left, top);
      place.scale(scale, scale);
      graphics.drawImage(image, place, null);
    }
    graphics.setColor(Palette.GRID);
    graphics.setStroke(new BasicStroke(1f));
    graphics.draw(new Rectangle2D.Double(left, top, side, side));
    Labels.draw(
        graphics,
        fitting(graphics, tile.title(), side),
        HouseStyle.SMALL_TEXT,
        left,
        top + side + 16.0,
        Palette.INK);
    Labels.draw(
        graphics,
        fitting(graphics, tile.detail(), side),
        HouseStyle.SMALL_TEXT,
        left,
        top + side + 33.0,
        Palette.FAINT_INK);
  }

  private static String fitting(Graphics2D graphics, String text, int width) {
    String shown = text;
    while (shown.length() > 2
        && Labels.extent(graphics, shown, HouseStyle.SMALL_TEXT).getWidth() > width) {
      shown = shown.substring(0, shown.length() - 2) + ELLIPSIS;
    }
    return shown;
  }
}
