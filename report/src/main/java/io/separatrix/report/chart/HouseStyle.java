package io.separatrix.report.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** How every chart looks: size, type, lines and colours. */
public final class HouseStyle {

  static final int WIDTH = 640;
  static final int HEIGHT = 400;

  /** Of labels. */
  public static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 14);

  /** Of numbers and details. */
  public static final Font SMALL_TEXT = TEXT.deriveFont(13f);

  /** Width of a line or marker in a legend and the space around a name. */
  private static final int LEGEND_SIGN = 45;

  private static final Color TRANSPARENT = new Color(255, 255, 255, 0);
  private static final List<Marker> MARKERS =
      List.of(
          SeriesMarkers.CIRCLE,
          SeriesMarkers.SQUARE,
          SeriesMarkers.DIAMOND,
          SeriesMarkers.TRIANGLE_UP,
          SeriesMarkers.TRIANGLE_DOWN);
  private static final float[][] DASHES = {{1, 0}, {8, 4}, {2, 4}, {10, 4, 2, 4}};

  private HouseStyle() {}

  /**
   * An empty chart.
   *
   * @param names of what will be in it; two or more have a legend, side by side if there is room
   */
  static XYChart chart(Axis x, Axis y, List<String> names) {
    XYChart chart = new XYChart(WIDTH, HEIGHT);
    chart.setXAxisTitle(x.label());
    chart.setYAxisTitle(y.label());
    XYStyler style = chart.getStyler();
    style.setLocale(Locale.ROOT);
    style.setDefaultSeriesRenderStyle(XYSeriesRenderStyle.Line);
    style.setBaseFont(TEXT);
    style.setChartTitleVisible(false);
    style.setChartPadding(6);
    style.setChartBackgroundColor(TRANSPARENT);
    style.setPlotBackgroundColor(TRANSPARENT);
    style.setPlotBorderVisible(false);
    style.setPlotGridLinesColor(Palette.GRID);
    style.setPlotGridLinesStroke(new BasicStroke(1f));
    style.setPlotGridVerticalLinesVisible(false);
    style.setPlotContentSize(0.96);
    style.setAxisTitleFont(TEXT);
    style.setAxisTickLabelsFont(SMALL_TEXT);
    style.setAxisTickLabelsColor(Palette.FAINT_INK);
    style.setAxisTickMarksColor(Palette.GRID);
    style.setChartFontColor(Palette.INK);
    style.setXAxisTickMarkSpacingHint(110);
    style.setYAxisTickMarkSpacingHint(50);
    style.setLegendVisible(names.size() > 1);
    style.setLegendPosition(LegendPosition.OutsideS);
    style.setLegendLayout(fit(names) ? LegendLayout.Horizontal : LegendLayout.Vertical);
    style.setLegendBackgroundColor(TRANSPARENT);
    style.setLegendBorderColor(TRANSPARENT);
    style.setLegendFont(SMALL_TEXT);
    style.setMarkerSize(8);
    style.setXAxisLogarithmic(x.logarithmic());
    style.setYAxisLogarithmic(y.logarithmic());
    if (x.min() != null) {
      style.setXAxisMin(x.min());
    }
    if (x.max() != null) {
      style.setXAxisMax(x.max());
    }
    if (y.min() != null) {
      style.setYAxisMin(y.min());
    }
    if (y.max() != null) {
      style.setYAxisMax(y.max());
    }
    return chart;
  }

  /** Whether names fit side by side. */
  private static boolean fit(List<String> names) {
    FontRenderContext context = new FontRenderContext(null, true, true);
    return names.stream()
            .mapToDouble(name -> LEGEND_SIGN + SMALL_TEXT.getStringBounds(name, context).getWidth())
            .sum()
        < WIDTH;
  }

  /**
   * XChart numbers the data points themselves where these are equally spaced, and crowds them. A
   * point between two others that is not drawn makes it take round numbers.
   *
   * @param x the data points, at least 2
   */
  static void askForRoundNumbers(XYChart chart, double[] x) {
    double between = x[0] + 0.4 * (x[1] - x[0]);
    XYSeries hidden =
        chart.addSeries("round numbers", new double[] {between}, new double[] {Double.NaN});
    hidden.setMarker(SeriesMarkers.NONE);
    hidden.setShowInLegend(false);
  }

  static Drawing drawing(XYChart chart, DataTable data) {
    return new Drawing(WIDTH, HEIGHT, graphics -> chart.paint(graphics, WIDTH, HEIGHT), data);
  }

  static BasicStroke line(int index) {
    return new BasicStroke(
        2.2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1f, DASHES[index % DASHES.length], 0f);
  }

  static Marker marker(int index) {
    return MARKERS.get(index % MARKERS.size());
  }
}
