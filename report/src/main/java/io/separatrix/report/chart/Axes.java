package io.separatrix.report.chart;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** The axes of a map: ticks, numbers and labels. */
final class Axes {

  private static final int TICKS = 6;
  private static final double TICK_LENGTH = 5;

  private Axes() {}

  static void draw(Graphics2D graphics, LabelMap.Frame frame, String s, String t) {
    graphics.setStroke(new BasicStroke(1f));
    double bottom = frame.top() + frame.height();
    for (BigDecimal tick : ticks(frame.grid().minS(), frame.grid().maxS())) {
      double x = frame.x(tick.doubleValue());
      graphics.setColor(Palette.FAINT_INK);
      graphics.draw(new Line2D.Double(x, bottom, x, bottom + TICK_LENGTH));
      String text = tick.toPlainString();
      Rectangle2D extent = Labels.extent(graphics, text, HouseStyle.SMALL_TEXT);
      Labels.draw(
          graphics,
          text,
          HouseStyle.SMALL_TEXT,
          x - extent.getWidth() / 2,
          bottom + 18,
          Palette.FAINT_INK);
    }
    for (BigDecimal tick : ticks(frame.grid().minT(), frame.grid().maxT())) {
      double y = frame.y(tick.doubleValue());
      graphics.setColor(Palette.FAINT_INK);
      graphics.draw(new Line2D.Double(frame.left() - TICK_LENGTH, y, frame.left(), y));
      String text = tick.toPlainString();
      Rectangle2D extent = Labels.extent(graphics, text, HouseStyle.SMALL_TEXT);
      Labels.draw(
          graphics,
          text,
          HouseStyle.SMALL_TEXT,
          frame.left() - TICK_LENGTH - 3 - extent.getWidth(),
          y + 4.5,
          Palette.FAINT_INK);
    }
    double titleWidth = Labels.extent(graphics, s, HouseStyle.TEXT).getWidth();
    double middle = frame.left() + frame.width() / 2;
    Labels.draw(graphics, s, HouseStyle.TEXT, middle - titleWidth / 2, bottom + 40, Palette.INK);
    drawUpwards(graphics, t, 15, frame.top() + frame.height() / 2);
  }

  /** Round numbers between two ends, about {@link #TICKS} of them. */
  static List<BigDecimal> ticks(double min, double max) {
    BigDecimal step = roundStep((max - min) / TICKS);
    List<BigDecimal> ticks = new ArrayList<>();
    long first = (long) Math.ceil(min / step.doubleValue() - 1e-9);
    long last = (long) Math.floor(max / step.doubleValue() + 1e-9);
    for (long i = first; i <= last; i++) {
      ticks.add(step.multiply(BigDecimal.valueOf(i)));
    }
    return ticks;
  }

  /** The smallest of 1, 2 and 5 times a power of ten that is at least so much. */
  static BigDecimal roundStep(double least) {
    int exponent = (int) Math.floor(Math.log10(least));
    double mantissa = least / Math.pow(10, exponent);
    int digit = mantissa <= 1 ? 1 : mantissa <= 2 ? 2 : mantissa <= 5 ? 5 : 10;
    return BigDecimal.valueOf(digit).scaleByPowerOfTen(exponent);
  }

  private static void drawUpwards(Graphics2D graphics, String text, double x, double middle) {
    double width = Labels.extent(graphics, text, HouseStyle.TEXT).getWidth();
    AffineTransform before = graphics.getTransform();
    graphics.translate(x, middle + width / 2);
    graphics.rotate(-Math.PI / 2);
    Labels.draw(graphics, text, HouseStyle.TEXT, 0, 0, Palette.INK);
    graphics.setTransform(before);
  }
}
