package io.separatrix.report.chart;

import java.awt.Image;
import java.awt.image.BufferedImage;
import java.awt.image.RenderedImage;
import java.awt.image.renderable.RenderableImage;
import org.apache.batik.svggen.DefaultImageHandler;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2DIOException;
import org.w3c.dom.Element;

/** Puts the images of a drawing into its SVG. Batik's own way needs its image codecs. */
final class InlinePng extends DefaultImageHandler {

  @Override
  protected void handleHREF(RenderedImage image, Element element, SVGGeneratorContext context)
      throws SVGGraphics2DIOException {
    element.setAttributeNS(XLINK_NAMESPACE_URI, XLINK_HREF_QNAME, Picture.of(image).source());
  }

  @Override
  protected void handleHREF(Image image, Element element, SVGGeneratorContext context)
      throws SVGGraphics2DIOException {
    BufferedImage copy =
        new BufferedImage(image.getWidth(null), image.getHeight(null), BufferedImage.TYPE_INT_ARGB);
    copy.createGraphics().drawImage(image, 0, 0, null);
    handleHREF((RenderedImage) copy, element, context);
  }

  @Override
  protected void handleHREF(RenderableImage image, Element element, SVGGeneratorContext context)
      throws SVGGraphics2DIOException {
    handleHREF(image.createDefaultRendering(), element, context);
  }
}
