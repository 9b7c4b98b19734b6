package io.separatrix.report.chart;

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
 * Counts of values in bins of one width. Several samples share the bins and are drawn one over the
 * other.
 *
 * @param x label of the horizontal axis, with its unit
 * @param y label of the vertical axis: what is counted
 * @param bins bins at most between the smallest and the largest value, at least 1
 * @param samples one or more; a legend is drawn for two or more
 */
public record HistogramChart(String x, String y, int bins, List<Sample> samples) {

  private static final double OPACITY = 0.3;

  /**
   * One sample.
   *
   * @param name in the legend
   * @param values values that are not finite are left out
   */
  public record Sample(String name, double[] values) {}

  public HistogramChart {
    if (bins < 1 || samples.isEmpty()) {
      throw new IllegalArgumentException("expected at least one bin and one sample");
    }
    samples = List.copyOf(samples);
  }

  /** The chart. */
  public Drawing draw() {
    double[] all =
        samples.stream()
            .flatMapToDouble(sample -> Arrays.stream(sample.values()))
            .filter(Double::isFinite)
            .toArray();
    Bins shared = Bins.over(all, bins);
    // Without a single value the vertical axis would have no length.
    Axis counted = new Axis(y, 0.0, all.length == 0 ? 1.0 : null, false);
    XYChart chart =
        HouseStyle.chart(
            Axis.between(x, shared.low(), shared.high()),
            counted,
            samples.stream().map(Sample::name).toList());
    for (int i = 0; i < samples.size(); i++) {
      addSteps(chart, samples.get(i), shared, Palette.series(i));
    }
    HouseStyle.askForRoundNumbers(chart, new double[] {shared.edge(0), shared.edge(1)});
    return HouseStyle.drawing(chart, data());
  }

  private DataTable data() {
    List<List<?>> rows = new ArrayList<>();
    for (Sample sample : samples) {
      for (double value : sample.values()) {
        rows.add(List.of(sample.name(), value));
      }
    }
    return new DataTable(List.of("sample", x), rows);
  }

  private static void addSteps(XYChart chart, Sample sample, Bins bins, Color color) {
    int[] counts = bins.counts(sample.values());
    // Each bin gives two points, one at each of its ends.
    double[] edges =
        IntStream.range(0, 2 * bins.count()).mapToDouble(i -> bins.edge(i / 2 + i % 2)).toArray();
    double[] heights =
        IntStream.range(0, 2 * counts.length).mapToDouble(i -> counts[i / 2]).toArray();
    XYSeries steps = chart.addSeries(sample.name(), edges, heights);
    steps.setXYSeriesRenderStyle(XYSeriesRenderStyle.Area);
    steps.setFillColor(Palette.translucent(color, OPACITY));
    steps.setLineColor(color);
    steps.setLineWidth(1.8f);
    steps.setMarker(SeriesMarkers.NONE);
  }
}
