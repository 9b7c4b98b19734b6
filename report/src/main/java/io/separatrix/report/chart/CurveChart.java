package io.separatrix.report.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Curves over one axis, with error bars or bands: Fig 3 (probabilities with intervals), Fig 4b (a
 * profile between quartiles), ROC curves.
 *
 * @param x the horizontal axis
 * @param y the vertical axis
 * @param curves one or more; a legend is drawn for two or more
 */
public record CurveChart(Axis x, Axis y, List<Curve> curves) {

  /** Points of a curve up to which each gets a marker. */
  private static final int MARKED_POINTS = 40;

  /** More points than the drawing has pixels only make it larger. */
  private static final int MOST_POINTS = 600;

  private static final double BAND_OPACITY = 0.2;

  /** Half the width of an error bar's cap, as a share of the curve's width. */
  private static final double CAP = 0.006;

  public CurveChart {
    if (curves.isEmpty()) {
      throw new IllegalArgumentException("expected at least one curve");
    }
    curves = curves.stream().map(curve -> curve.thinned(MOST_POINTS)).toList();
  }

  /** The chart. */
  public Drawing draw() {
    XYChart chart = HouseStyle.chart(x, y, curves.stream().map(Curve::name).toList());
    for (int i = 0; i < curves.size(); i++) {
      if (curves.get(i).spread() == Curve.Spread.BAND) {
        addBand(chart, curves.get(i), Palette.series(i));
      } else if (curves.get(i).spread() == Curve.Spread.BARS) {
        addBars(chart, curves.get(i), Palette.series(i), x.logarithmic());
      }
    }
    for (int i = 0; i < curves.size(); i++) {
      addLine(chart, curves.get(i), i);
    }
    if (curves.get(0).x().length > MARKED_POINTS) {
      HouseStyle.askForRoundNumbers(chart, curves.get(0).x());
    }
    return HouseStyle.drawing(chart, data());
  }

  private DataTable data() {
    List<List<?>> rows = new ArrayList<>();
    for (Curve curve : curves) {
      boolean spread = curve.spread() != Curve.Spread.NONE;
      for (int i = 0; i < curve.x().length; i++) {
        rows.add(
            Arrays.asList(
                curve.name(),
                curve.x()[i],
                curve.y()[i],
                spread ? curve.low()[i] : null,
                spread ? curve.high()[i] : null));
      }
    }
    return new DataTable(List.of("series", x.label(), y.label(), "low", "high"), rows);
  }

  private static void addBand(XYChart chart, Curve curve, Color color) {
    double[] low = curve.low();
    double[] high = curve.high();
    int n = curve.x().length;
    // Out along the lower end and back along the upper one.
    double[] x =
        IntStream.range(0, 2 * n).mapToDouble(i -> curve.x()[i < n ? i : 2 * n - 1 - i]).toArray();
    double[] y =
        IntStream.range(0, 2 * n).mapToDouble(i -> i < n ? low[i] : high[2 * n - 1 - i]).toArray();
    XYSeries band = chart.addSeries(curve.name() + " (interval)", x, y);
    band.setXYSeriesRenderStyle(XYSeriesRenderStyle.PolygonArea);
    band.setFillColor(Palette.translucent(color, BAND_OPACITY));
    band.setLineColor(Palette.translucent(color, 0));
    band.setLineWidth(0);
    band.setMarker(SeriesMarkers.NONE);
    band.setShowInLegend(false);
  }

  /** Error bars may differ up and down, so they are a curve of their own with gaps. */
  private static void addBars(XYChart chart, Curve curve, Color color, boolean logarithmic) {
    double[] low = curve.low();
    double[] high = curve.high();
    int n = curve.x().length;
    double length = curve.x()[n - 1] - curve.x()[0];
    double factor = Math.pow(curve.x()[n - 1] / curve.x()[0], CAP);
    double[] x = new double[9 * n];
    double[] y = new double[9 * n];
    for (int i = 0; i < n; i++) {
      double centre = curve.x()[i];
      double left = logarithmic ? centre / factor : centre - CAP * length;
      double right = logarithmic ? centre * factor : centre + CAP * length;
      double[] barX = {left, right, centre, centre, centre, centre, left, right, centre};
      double[] barY = {
        low[i], low[i], Double.NaN, low[i], high[i], Double.NaN, high[i], high[i], Double.NaN
      };
      for (int j = 0; j < barX.length; j++) {
        x[9 * i + j] = barX[j];
        y[9 * i + j] = barY[j];
      }
    }
    XYSeries bars = chart.addSeries(curve.name() + " (interval)", x, y);
    bars.setLineColor(color);
    bars.setLineStyle(new BasicStroke(1.2f));
    bars.setMarker(SeriesMarkers.NONE);
    bars.setShowInLegend(false);
  }

  private static void addLine(XYChart chart, Curve curve, int index) {
    XYSeries series = chart.addSeries(curve.name(), curve.x(), curve.y());
    series.setLineColor(Palette.series(index));
    series.setLineStyle(HouseStyle.line(index));
    series.setMarkerColor(Palette.series(index));
    boolean marked = curve.x().length <= MARKED_POINTS;
    series.setMarker(marked ? HouseStyle.marker(index) : SeriesMarkers.NONE);
  }
}
