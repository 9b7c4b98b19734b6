package io.separatrix.report.page;

import io.separatrix.report.chart.Palette;
import io.separatrix.report.chart.SvgText;
import java.awt.Color;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * Fits a figure's SVG into a page: its ids become unique, the colours of the palette become the
 * page's custom properties ({@code --ink}, {@code --series-0}), so that they follow light and dark,
 * and its size is left to the page. Only what a drawing needs may be in it: a run folder that came
 * from elsewhere cannot put scripts or outside addresses into the report.
 */
final class InlineSvg {

  private static final Set<String> ELEMENTS =
      Set.of(
          "svg",
          "g",
          "defs",
          "clippath",
          "path",
          "rect",
          "circle",
          "ellipse",
          "line",
          "polyline",
          "polygon",
          "image",
          "title",
          "desc");
  private static final Set<String> PAINTS = Set.of("fill", "stroke");
  private static final Map<String, String> PROPERTIES = properties();

  private InlineSvg() {}

  /**
   * @param svg an SVG document as {@link io.separatrix.report.chart.Drawing} writes it
   * @param prefix unique within the page; goes before each id
   * @param alt its description
   * @throws IllegalArgumentException if it is not well-formed or has something in it that no
   *     drawing needs
   */
  static String of(String svg, String prefix, String alt) {
    Document document;
    try {
      document = SvgText.parse(svg);
    } catch (SAXException e) {
      throw new IllegalArgumentException("not a well-formed SVG document: " + e.getMessage(), e);
    }
    Element root = document.getDocumentElement();
    adapt(root, prefix);
    root.removeAttribute("width");
    root.removeAttribute("height");
    root.setAttribute("role", "img");
    root.setAttribute("aria-label", alt);
    return SvgText.of(root);
  }

  private static void adapt(Element element, String prefix) {
    if (!ELEMENTS.contains(element.getLocalName().toLowerCase(Locale.ROOT))) {
      throw new IllegalArgumentException("element " + element.getLocalName() + " in a drawing");
    }
    NamedNodeMap attributes = element.getAttributes();
    StringBuilder style = new StringBuilder();
    for (int i = attributes.getLength() - 1; i >= 0; i--) {
      adapt(element, (Attr) attributes.item(i), prefix, style);
    }
    if (style.length() > 0) {
      element.setAttribute("style", style.toString());
    }
    for (Node child = element.getFirstChild(); child != null; child = next(element, child)) {
      if (child instanceof Element childElement) {
        adapt(childElement, prefix);
      }
    }
  }

  /** The sibling after a child; a comment is dropped on the way. */
  private static Node next(Element parent, Node child) {
    Node next = child.getNextSibling();
    if (child.getNodeType() == Node.COMMENT_NODE) {
      parent.removeChild(child);
    }
    return next;
  }

  private static void adapt(Element element, Attr attribute, String prefix, StringBuilder style) {
    String name = attribute.getName().toLowerCase(Locale.ROOT);
    String value = attribute.getValue();
    if (name.startsWith("on") || name.equals("style")) {
      throw new IllegalArgumentException("attribute " + name + " in a drawing");
    }
    if (name.equals("href") || name.equals("xlink:href")) {
      if (!value.startsWith("data:image/png;base64,")) {
        throw new IllegalArgumentException("an address in a drawing: " + value);
      }
    } else if (name.equals("id")) {
      attribute.setValue(prefix + value);
    } else if (value.startsWith("url(#")) {
      attribute.setValue("url(#" + prefix + value.substring("url(#".length()));
    } else if (value.contains("url(")) {
      throw new IllegalArgumentException("an address in a drawing: " + value);
    } else if (PAINTS.contains(name)) {
      String property = PROPERTIES.get(value.replace(" ", ""));
      if (property != null) {
        element.removeAttributeNode(attribute);
        style.append(name).append(":var(").append(property).append(");");
      }
    }
  }

  private static Map<String, String> properties() {
    Map<String, String> properties = new HashMap<>();
    for (int i = 0; i < Palette.SERIES.size(); i++) {
      properties.put(css(Palette.series(i)), "--series-" + i);
    }
    properties.put(css(Palette.INK), "--ink");
    properties.put(css(Palette.FAINT_INK), "--faint-ink");
    properties.put(css(Palette.GRID), "--grid");
    return properties;
  }

  private static String css(Color color) {
    return "rgb(" + color.getRed() + "," + color.getGreen() + "," + color.getBlue() + ")";
  }
}
