package io.separatrix.report.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Rectangle2D;

/** Text on drawings, as outlines. */
public final class Labels {

  private Labels() {}

  /** The rectangle of a text whose baseline starts at the origin. */
  public static Rectangle2D extent(Graphics2D graphics, String text, Font font) {
    return font.createGlyphVector(graphics.getFontRenderContext(), text).getLogicalBounds();
  }

  /** Draws a text. */
  public static void draw(
      Graphics2D graphics, String text, Font font, double x, double baseline, Color color) {
    graphics.setColor(color);
    graphics.fill(outline(graphics, text, font, x, baseline));
  }

  /** Text that is readable on any ground. */
  static void drawWithHalo(
      Graphics2D graphics,
      String text,
      Font font,
      double x,
      double baseline,
      Color color,
      Color halo) {
    Shape outline = outline(graphics, text, font, x, baseline);
    graphics.setColor(halo);
    graphics.setStroke(new BasicStroke(3.5f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    graphics.draw(outline);
    graphics.setColor(color);
    graphics.fill(outline);
  }

  private static Shape outline(
      Graphics2D graphics, String text, Font font, double x, double baseline) {
    return font.createGlyphVector(graphics.getFontRenderContext(), text)
        .getOutline((float) x, (float) baseline);
  }
}
