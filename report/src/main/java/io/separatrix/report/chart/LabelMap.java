package io.separatrix.report.chart;

import io.separatrix.geometry.region.Grid;
import io.separatrix.geometry.region.Mark;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A cross-section coloured by predicted class (Fig 2), with axes, marked points and a legend. The
 * two axes have scales of their own where the section is very flat or very tall.
 *
 * @param grid where the labels were taken
 * @param labels rows x columns, row 0 at the smallest t; not modified
 * @param margins largest logit less the second largest, likewise; boundaries between grid points
 *     are placed by them
 * @param marks points to show with their names
 * @param route points joined by a line, in order; empty for none
 * @param classNames one for each class
 * @param s label of the horizontal axis, with its unit
 * @param t label of the vertical axis, with its unit
 * @param veil drawn over the regions and under everything else
 */
public record LabelMap(
    Grid grid,
    int[][] labels,
    double[][] margins,
    List<Mark> marks,
    List<Mark> route,
    List<String> classNames,
    String s,
    String t,
    Veil veil) {

  /** Draws over regions, such as shading. */
  @FunctionalInterface
  public interface Veil {
    /**
     * Draws.
     *
     * @param area where the map is, row 0 at its bottom
     */
    void draw(Graphics2D graphics, Rectangle2D area);
  }

  /** A map with nothing over its regions. */
  public LabelMap(
      Grid grid,
      int[][] labels,
      double[][] margins,
      List<Mark> marks,
      List<Mark> route,
      List<String> classNames,
      String s,
      String t) {
    this(grid, labels, margins, marks, route, classNames, s, t, (graphics, area) -> {});
  }

  /** Narrow enough that two of them side by side keep the size of their text. */
  private static final int WIDTH = 480;

  /** Room for numbers as long as -100000, which photographs need, and the axis's label. */
  private static final int LEFT = 82;

  private static final int TOP = 12;

  /** Points of the coloured regions for each of the drawing. */
  private static final int FINENESS = 2;

  private static final int PLOT_WIDTH = WIDTH - LEFT - 16;
  private static final int AXIS = 52;
  private static final double FLATTEST = 0.4;
  private static final double TALLEST = 0.8;

  // Marks lie on the map, which is the same on a light and on a dark page, so they are not ink.
  private static final Color MARK = Color.BLACK;
  private static final Color HALO = Color.WHITE;
  private static final double RADIUS = 4.5;

  private int plotHeight() {
    double aspect = (grid.maxT() - grid.minT()) / (grid.maxS() - grid.minS());
    return (int) Math.round(PLOT_WIDTH * Math.max(FLATTEST, Math.min(TALLEST, aspect)));
  }

  /** Left, top, width and height of the plot, as shares of the drawing's width and height. */
  public List<Double> frame() {
    double height = draw().height();
    return List.of(
        (double) LEFT / WIDTH, TOP / height, (double) PLOT_WIDTH / WIDTH, plotHeight() / height);
  }

  /** The map. */
  public Drawing draw() {
    int plotHeight = plotHeight();
    ClassLegend legend = ClassLegend.of(labels, classNames);
    int height = TOP + plotHeight + AXIS + legend.height(PLOT_WIDTH);
    return new Drawing(
        WIDTH,
        height,
        graphics -> {
          Frame frame = new Frame(grid, LEFT, TOP, PLOT_WIDTH, plotHeight);
          drawRegions(graphics, frame, legend);
          veil.draw(
              graphics,
              new Rectangle2D.Double(frame.left(), frame.top(), frame.width(), frame.height()));
          drawBoundaries(graphics, frame);
          drawMarks(graphics, frame);
          Axes.draw(graphics, frame, s, t);
          legend.draw(graphics, LEFT, TOP + plotHeight + AXIS, PLOT_WIDTH);
        },
        data());
  }

  private DataTable data() {
    List<List<?>> rows = new ArrayList<>();
    for (int row = 0; row < grid.rows(); row++) {
      for (int column = 0; column < grid.columns(); column++) {
        rows.add(List.of(grid.s(column), grid.t(row), classNames.get(labels[row][column])));
      }
    }
    return new DataTable(List.of(s, t, "label"), rows);
  }

  /** Where the map lies on the drawing. */
  record Frame(Grid grid, double left, double top, double width, double height) {

    double x(double s) {
      return left + width * (s - grid.minS()) / (grid.maxS() - grid.minS());
    }

    double y(double t) {
      return top + height * (grid.maxT() - t) / (grid.maxT() - grid.minT());
    }
  }

  private void drawRegions(Graphics2D graphics, Frame frame, ClassLegend legend) {
    int columns = FINENESS * (int) frame.width;
    int rows = FINENESS * (int) frame.height;
    int[][] finer = new RegionShapes(labels, margins).finer(columns, rows);
    BufferedImage image = new BufferedImage(columns, rows, BufferedImage.TYPE_INT_RGB);
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        image.setRGB(column, rows - 1 - row, legend.color(finer[row][column]).getRGB());
      }
    }
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
    AffineTransform place = AffineTransform.getTranslateInstance(frame.left, frame.top);
    place.scale(frame.width / columns, frame.height / rows);
    graphics.drawImage(image, place, null);
  }

  private void drawBoundaries(Graphics2D graphics, Frame frame) {
    graphics.setStroke(new BasicStroke(1.2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    graphics.setColor(HALO);
    graphics.draw(
        new RegionShapes(labels, margins)
            .boundaries(frame.left, frame.top, frame.width, frame.height));
  }

  private void drawMarks(Graphics2D graphics, Frame frame) {
    for (int i = 1; i < route.size(); i++) {
      Line2D line =
          new Line2D.Double(
              frame.x(route.get(i - 1).s()),
              frame.y(route.get(i - 1).t()),
              frame.x(route.get(i).s()),
              frame.y(route.get(i).t()));
      graphics.setColor(HALO);
      graphics.setStroke(new BasicStroke(3.6f));
      graphics.draw(line);
      graphics.setColor(MARK);
      graphics.setStroke(new BasicStroke(1.4f));
      graphics.draw(line);
    }
    List<Rectangle2D> names = new ArrayList<>();
    // From the top, so that of two points close together the upper one is named above.
    marks.stream()
        .sorted(Comparator.comparingDouble(mark -> -mark.t()))
        .forEach(mark -> names.add(drawMark(graphics, frame, mark, names)));
  }

  /**
   * @param others where names are already
   * @return where the name is: above the point or, if another is there, below it
   */
  private static Rectangle2D drawMark(
      Graphics2D graphics, Frame frame, Mark mark, List<Rectangle2D> others) {
    double x = frame.x(mark.s());
    double y = frame.y(mark.t());
    Ellipse2D dot = new Ellipse2D.Double(x - RADIUS, y - RADIUS, 2 * RADIUS, 2 * RADIUS);
    graphics.setColor(HALO);
    graphics.fill(dot);
    graphics.setColor(MARK);
    graphics.setStroke(new BasicStroke(1.8f));
    graphics.draw(dot);
    Rectangle2D extent = Labels.extent(graphics, mark.name(), HouseStyle.TEXT);
    double left = Math.min(x + RADIUS + 4, frame.left + frame.width - extent.getWidth() - 4);
    double baseline = Math.max(y - RADIUS - 3, frame.top + extent.getHeight());
    double height = extent.getHeight();
    Rectangle2D above = new Rectangle2D.Double(left, baseline - height, extent.getWidth(), height);
    if (others.stream().anyMatch(above::intersects)) {
      baseline = y + RADIUS + height;
    }
    Labels.drawWithHalo(graphics, mark.name(), HouseStyle.TEXT, left, baseline, MARK, HALO);
    return new Rectangle2D.Double(left, baseline - height, extent.getWidth(), height);
  }
}
