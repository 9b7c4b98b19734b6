package io.separatrix.report.chart;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.separatrix.experiment.run.RunFolder;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.function.Consumer;
import javax.imageio.ImageIO;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * A figure of a given size that can be drawn on anything. Its background is transparent.
 *
 * @param width in pixels of 1/96 inch
 * @param height likewise
 * @param painter draws it into the rectangle from (0, 0) to (width, height)
 * @param data the numbers that it shows; null for a picture
 */
public record Drawing(
    int width, int height, Consumer<Graphics2D> painter, @Nullable DataTable data) {

  /** Pixels of the PNG for one of the drawing: sharp enough for print. */
  private static final int PNG_SCALE = 2;

  /** A picture. */
  public Drawing(int width, int height, Consumer<Graphics2D> painter) {
    this(width, height, painter, null);
  }

  /**
   * Writes {@code figures/NAME.svg}, {@code figures/NAME.pdf} and {@code figures/NAME.png}, and
   * {@code figures/NAME.csv} with its numbers.
   *
   * @return the path of the SVG file inside the folder
   */
  public String save(RunFolder folder, String name) {
    String svg = RunFolder.FIGURES + "/" + name + ".svg";
    folder.write(svg, out -> out.write(svg().getBytes(UTF_8)));
    folder.write(
        RunFolder.FIGURES + "/" + name + ".png", out -> ImageIO.write(image(), "png", out));
    folder.write(RunFolder.FIGURES + "/" + name + ".pdf", out -> PdfPage.write(this, out));
    if (data != null) {
      folder.writeCsv(RunFolder.FIGURES + "/" + name + ".csv", data.columns(), data.rows());
    }
    return svg;
  }

  /** The figure as an SVG document; text is drawn as outlines, so it needs no fonts. */
  public String svg() {
    Document document = SvgText.emptyDocument();
    SVGGeneratorContext context = SVGGeneratorContext.createDefault(document);
    context.setComment("Separatrix");
    context.setPrecision(5);
    context.setImageHandler(new InlinePng());
    SVGGraphics2D graphics = new SVGGraphics2D(context, true);
    painter.accept(graphics);
    Element root = graphics.getRoot();
    root.setAttributeNS(null, "viewBox", "0 0 " + width + " " + height);
    root.setAttributeNS(null, "width", Integer.toString(width));
    root.setAttributeNS(null, "height", Integer.toString(height));
    graphics.dispose();
    return SvgText.of(root);
  }

  /** The figure as an image on white, at twice its size. */
  public BufferedImage image() {
    BufferedImage image =
        new BufferedImage(width * PNG_SCALE, height * PNG_SCALE, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
    graphics.scale(PNG_SCALE, PNG_SCALE);
    painter.accept(graphics);
    graphics.dispose();
    return image;
  }
}
