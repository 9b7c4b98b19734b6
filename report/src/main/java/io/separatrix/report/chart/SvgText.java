package io.separatrix.report.chart;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** SVG documents from and to text. */
public final class SvgText {

  private static final String SVG = "http://www.w3.org/2000/svg";

  private SvgText() {}

  /** A document with an empty {@code svg} element. */
  static Document emptyDocument() {
    return builder().getDOMImplementation().createDocument(SVG, "svg", null);
  }

  /**
   * Reads a document. Document type declarations are refused, so nothing outside is ever loaded.
   *
   * @throws SAXException if the text is not well-formed
   */
  public static Document parse(String text) throws SAXException {
    try {
      return builder().parse(new InputSource(new StringReader(text)));
    } catch (IOException e) {
      throw new IllegalStateException("cannot read from memory", e);
    }
  }

  /** The text of an element and all it contains, without an XML declaration. */
  public static String of(Element element) {
    StringWriter text = new StringWriter();
    try {
      Transformer transformer = TransformerFactory.newInstance().newTransformer();
      transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
      transformer.transform(new DOMSource(element), new StreamResult(text));
    } catch (TransformerException e) {
      throw new IllegalStateException("cannot write SVG to memory", e);
    }
    return text.toString();
  }

  private static DocumentBuilder builder() {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setNamespaceAware(true);
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      DocumentBuilder builder = factory.newDocumentBuilder();
      builder.setErrorHandler(new Throwing());
      return builder;
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("this Java platform has no secure XML parser", e);
    }
  }

  /** Reports errors by exceptions alone; the default handler prints them. */
  private static final class Throwing implements ErrorHandler {
    @Override
    public void warning(SAXParseException e) {}

    @Override
    public void error(SAXParseException e) throws SAXException {
      throw e;
    }

    @Override
    public void fatalError(SAXParseException e) throws SAXException {
      throw e;
    }
  }
}
