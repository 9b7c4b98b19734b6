package io.separatrix.report.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;

/**
 * A graph with images at its nodes.
 *
 * @param title stands above it
 * @param images one for each node
 * @param edges its lines
 */
public record ImageGraph(String title, List<BufferedImage> images, List<Edge> edges) {

  private static final int WIDTH = 640;
  private static final int HEIGHT = 420;
  private static final int MARGIN = 24;
  private static final int TOP = 56;
  private static final float TITLE_SIZE = 20f;

  /** Share of a node's room that its image takes. */
  private static final double FILLED = 0.55;

  private static final double LARGEST = 48;
  private static final double SMALLEST = 8;

  private static final float[] DASHES = {4, 3};

  /**
   * A line between two nodes.
   *
   * @param proven whether it is drawn as a full line; otherwise it is dashed
   */
  public record Edge(int first, int second, boolean proven) {}

  /** Copies the lists. */
  public ImageGraph {
    images = List.copyOf(images);
    edges = List.copyOf(edges);
  }

  /** The drawing; neighbours lie near each other, and positions mean nothing else. */
  public Drawing draw() {
    double width = WIDTH - 2 * MARGIN;
    double height = HEIGHT - MARGIN - TOP;
    double room = Math.sqrt(width * height / Math.max(1, images.size()));
    double side = Math.max(SMALLEST, Math.min(LARGEST, FILLED * room));
    double[][] at =
        ForceLayout.of(
            images.size(),
            edges.stream().map(edge -> new int[] {edge.first(), edge.second()}).toList(),
            width,
            height,
            1.25 * side);
    return new Drawing(WIDTH, HEIGHT, graphics -> paint(graphics, at, side));
  }

  private void paint(Graphics2D graphics, double[][] at, double side) {
    graphics.setColor(Palette.INK);
    graphics.setFont(HouseStyle.TEXT.deriveFont(TITLE_SIZE));
    graphics.drawString(title, 2, 20);
    for (Edge edge : edges) {
      graphics.setColor(edge.proven() ? Palette.ACCENT : Palette.FAINT_INK);
      graphics.setStroke(
          edge.proven()
              ? new BasicStroke(2f)
              : new BasicStroke(
                  1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1f, DASHES, 0f));
      double[] from = at[edge.first()];
      double[] to = at[edge.second()];
      graphics.draw(
          new Line2D.Double(MARGIN + from[0], TOP + from[1], MARGIN + to[0], TOP + to[1]));
    }
    for (int i = 0; i < images.size(); i++) {
      BufferedImage image = images.get(i);
      double scale = side / Math.max(image.getWidth(), image.getHeight());
      double width = scale * image.getWidth();
      double height = scale * image.getHeight();
      Rectangle2D frame =
          new Rectangle2D.Double(
              MARGIN + at[i][0] - width / 2, TOP + at[i][1] - height / 2, width, height);
      graphics.drawImage(
          image,
          (int) Math.round(frame.getX()),
          (int) Math.round(frame.getY()),
          (int) Math.round(width),
          (int) Math.round(height),
          null);
      graphics.setColor(Color.WHITE);
      graphics.setStroke(new BasicStroke(1f));
      graphics.draw(frame);
    }
  }
}
