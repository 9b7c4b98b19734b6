package io.separatrix.report.chart;

import io.separatrix.geometry.curvature.NormalSection;
import io.separatrix.geometry.region.Grid;
import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A normal section (Figs 4a and 7): the boundary curve, its tangent and an osculating circle, both
 * axes to one scale. Upwards, along the normal, lies the region in which F is positive.
 *
 * @param section the curve
 * @param smooth the curve that the circle osculates, if that is another; null if it is the same
 * @param title above it: what v is
 */
public record SectionChart(NormalSection section, @Nullable NormalSection smooth, String title) {

  /** Height of the frame over its width. */
  public static final double ASPECT = 0.75;

  private static final int WIDTH = 340;
  private static final int LEFT = 64;
  private static final int TOP = 30;
  private static final int PLOT_WIDTH = WIDTH - LEFT - 16;
  private static final int PLOT_HEIGHT = (int) (ASPECT * PLOT_WIDTH);
  private static final int AXIS = 52;
  private static final double RADIUS = 4;

  /** The chart. */
  public Drawing draw() {
    double half = section.t()[section.t().length - 1];
    Grid grid = new Grid(-half, half, -ASPECT * half, ASPECT * half, 2, 2);
    LabelMap.Frame frame = new LabelMap.Frame(grid, LEFT, TOP, PLOT_WIDTH, PLOT_HEIGHT);
    return new Drawing(
        WIDTH,
        TOP + PLOT_HEIGHT + AXIS,
        graphics -> {
          drawCurves(graphics, frame);
          Axes.draw(graphics, frame, "along v (input units)", "along n (input units)");
          Labels.draw(graphics, title, HouseStyle.TEXT, LEFT, TOP - 12, Palette.INK);
        },
        data());
  }

  private DataTable data() {
    List<List<?>> rows = new ArrayList<>();
    for (int i = 0; i < section.t().length; i++) {
      rows.add(
          Arrays.asList(section.t()[i], section.s()[i], smooth == null ? null : smooth.s()[i]));
    }
    return new DataTable(
        List.of(
            "along v (input units)",
            "boundary along n (input units)",
            "level set of the surrogate (input units)"),
        rows);
  }

  private void drawCurves(Graphics2D graphics, LabelMap.Frame frame) {
    Rectangle2D area =
        new Rectangle2D.Double(frame.left(), frame.top(), frame.width(), frame.height());
    graphics.setColor(Palette.GRID);
    graphics.setStroke(new BasicStroke(1f));
    graphics.draw(area);
    Shape before = graphics.getClip();
    graphics.clip(area);
    graphics.draw(
        new Line2D.Double(frame.left(), frame.y(0), frame.left() + frame.width(), frame.y(0)));
    graphics.draw(
        new Line2D.Double(frame.x(0), frame.top(), frame.x(0), frame.top() + frame.height()));
    graphics.setColor(Palette.series(1));
    graphics.setStroke(HouseStyle.line(1));
    graphics.draw(osculating(frame));
    if (smooth != null) {
      graphics.setColor(Palette.series(2));
      graphics.setStroke(HouseStyle.line(2));
      graphics.draw(curve(smooth, frame));
    }
    graphics.setColor(Palette.ACCENT);
    graphics.setStroke(HouseStyle.line(0));
    graphics.draw(curve(section, frame));
    graphics.fill(
        new Ellipse2D.Double(frame.x(0) - RADIUS, frame.y(0) - RADIUS, 2 * RADIUS, 2 * RADIUS));
    graphics.setClip(before);
  }

  private static Shape curve(NormalSection section, LabelMap.Frame frame) {
    Path2D path = new Path2D.Double();
    boolean open = false;
    for (int i = 0; i < section.t().length; i++) {
      if (Double.isNaN(section.s()[i])) {
        open = false;
        continue;
      }
      double x = frame.x(section.t()[i]);
      double y = frame.y(section.s()[i]);
      if (open) {
        path.lineTo(x, y);
      } else {
        path.moveTo(x, y);
      }
      open = true;
    }
    return path;
  }

  /** The circle of radius 1 / |kappa| that starts as {@code s = -kappa t^2 / 2}; a line if flat. */
  private Shape osculating(LabelMap.Frame frame) {
    double half = section.t()[section.t().length - 1];
    double radius = 1 / Math.abs(section.curvature());
    // A circle this wide cannot be told from its tangent, and overflows the drawing's numbers.
    if (!(radius < 1e3 * half)) {
      return new Line2D.Double(frame.x(-half), frame.y(0), frame.x(half), frame.y(0));
    }
    double pixels = radius * frame.width() / (2 * half);
    double centre = frame.y(0) + Math.signum(section.curvature()) * pixels;
    return new Ellipse2D.Double(frame.x(0) - pixels, centre - pixels, 2 * pixels, 2 * pixels);
  }
}
