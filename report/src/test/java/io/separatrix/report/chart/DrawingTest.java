package io.separatrix.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.separatrix.geometry.Interval;
import io.separatrix.geometry.region.Grid;
import io.separatrix.geometry.region.Mark;
import io.separatrix.report.chart.HistogramChart.Sample;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.xml.sax.SAXException;

class DrawingTest {

  private static final double[] X = {2, 3, 4, 5};
  private static final double[] Y = {0.8, 0.6, 0.5, 0.45};
  private static final double[] LOW = {0.7, 0.5, 0.4, 0.35};
  private static final double[] HIGH = {0.85, 0.7, 0.62, 0.58};

  private static final List<Interval> INTERVALS =
      IntStream.range(0, X.length).mapToObj(i -> new Interval(Y[i], LOW[i], HIGH[i], 100)).toList();

  static Stream<Drawing> drawings() {
    int[][] labels = new int[20][30];
    for (int row = 0; row < 20; row++) {
      for (int column = 0; column < 30; column++) {
        labels[row][column] = (row * column / 40) % 12;
      }
    }
    List<Mark> marks = List.of(new Mark("x1", 0, 0), new Mark("<&\"z", 2, 1));
    List<BufferedImage> images =
        Stream.generate(() -> new BufferedImage(8, 6, BufferedImage.TYPE_INT_RGB))
            .limit(5)
            .toList();
    return Stream.of(
        new ImageGraph(
                "<&>",
                images,
                List.of(new ImageGraph.Edge(0, 1, true), new ImageGraph.Edge(1, 3, false)))
            .draw(),
        new ImageGraph("one", images.subList(0, 1), List.of()).draw(),
        new CurveChart(
                Axis.of("k"),
                Axis.between("P", 0, 1),
                List.of(
                    Curve.withBars("bars", X, INTERVALS),
                    Curve.withBand("intervals", X, INTERVALS),
                    Curve.withBand("band", X, LOW, LOW, HIGH),
                    Curve.line("line", X, HIGH)))
            .draw(),
        new CurveChart(
                Axis.of("k"),
                new Axis("P", null, null, true),
                List.of(Curve.line("one", new double[] {1}, new double[] {1})))
            .draw(),
        new HistogramChart("norm", "images", 8, List.of(new Sample("all", Y))).draw(),
        new HistogramChart("norm", "images", 3, List.of(new Sample("equal", new double[] {2, 2})))
            .draw(),
        new HistogramChart(
                "norm", "images", 3, List.of(new Sample("none", new double[] {Double.NaN})))
            .draw(),
        new LabelMap(
                new Grid(-1, 3, -1, 1.5, 30, 20),
                labels,
                new double[20][30],
                marks,
                marks,
                IntStream.range(0, 12).mapToObj(i -> "<class " + i + ">").toList(),
                "s",
                "t")
            .draw());
  }

  @ParameterizedTest
  @MethodSource("drawings")
  void svg_ofAnyDrawing_isWellFormedAndSelfContained(Drawing drawing) throws SAXException {
    String svg = drawing.svg();

    Document document = SvgText.parse(svg);
    assertThat(document.getDocumentElement().getLocalName()).isEqualTo("svg");
    assertThat(
            document.getElementsByTagName("path").getLength()
                + document.getElementsByTagName("polygon").getLength())
        .isPositive();
    assertThat(svg).doesNotContain("<!DOCTYPE", "NaN", "Infinity");
    assertThat(svg.replace("http://www.w3.org/", "")).doesNotContain("http:", "https:", "file:");
  }

  @ParameterizedTest
  @MethodSource("drawings")
  void pdf_ofAnyDrawing_isOnePageAndTheSameBytesAgain(Drawing drawing) throws IOException {
    ByteArrayOutputStream first = new ByteArrayOutputStream();
    ByteArrayOutputStream second = new ByteArrayOutputStream();
    PdfPage.write(drawing, first);
    PdfPage.write(drawing, second);

    assertThat(second.toByteArray()).isEqualTo(first.toByteArray());
    try (PDDocument document = Loader.loadPDF(first.toByteArray())) {
      assertThat(document.getNumberOfPages()).isEqualTo(1);
      assertThat(document.getPage(0).getMediaBox().getWidth()).isEqualTo(0.75f * drawing.width());
    }
  }

  @ParameterizedTest
  @MethodSource("drawings")
  void image_ofAnyDrawing_hasInkOnWhite(Drawing drawing) {
    BufferedImage image = drawing.image();

    assertThat(image.getWidth()).isEqualTo(2 * drawing.width());
    int[] pixels =
        image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    assertThat(pixels[0]).isEqualTo(0xffffffff);
    assertThat(IntStream.of(pixels).filter(pixel -> pixel == Palette.INK.getRGB()).count())
        .isPositive();
  }

  @ParameterizedTest
  @MethodSource("drawings")
  void svg_drawnTwice_isEqual(Drawing drawing) {
    assertThat(drawing.svg()).isEqualTo(drawing.svg());
  }
}
