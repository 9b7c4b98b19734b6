package io.separatrix.report.chart;

import de.rototor.pdfbox.graphics2d.PdfBoxGraphics2D;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.Locale;
import java.util.TimeZone;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;

/**
 * A figure as one page of PDF, for LaTeX. Text is drawn as outlines; the date and the document's id
 * are fixed, so that the same figure gives the same bytes.
 */
final class PdfPage {

  /** Points of 1/72 inch in a pixel of 1/96. */
  private static final float POINT = 0.75f;

  private PdfPage() {}

  static void write(Drawing drawing, OutputStream out) throws IOException {
    float width = drawing.width() * POINT;
    float height = drawing.height() * POINT;
    try (PDDocument document = new PDDocument()) {
      PDPage page = new PDPage(new PDRectangle(width, height));
      document.addPage(page);
      PdfBoxGraphics2D graphics = new PdfBoxGraphics2D(document, width, height);
      graphics.scale(POINT, POINT);
      drawing.painter().accept(graphics);
      graphics.dispose();
      try (PDPageContentStream content = new PDPageContentStream(document, page)) {
        content.drawForm(graphics.getXFormObject());
      }
      PDDocumentInformation information = new PDDocumentInformation();
      information.setProducer("Separatrix");
      Calendar epoch = new GregorianCalendar(TimeZone.getTimeZone("UTC"), Locale.ROOT);
      epoch.setTimeInMillis(0);
      information.setCreationDate(epoch);
      document.setDocumentInformation(information);
      document.setDocumentId(1L);
      document.save(out);
    }
  }
}
