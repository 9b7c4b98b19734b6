package io.separatrix.studies.chart;

import java.awt.Color;
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
 * @param bins number of bins between the smallest and the largest value, at least 1
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
    double low = Arrays.stream(all).min().orElse(0);
    double high = Arrays.stream(all).max().orElse(1);
    if (high <= low) {
      double margin = low == 0 ? 0.5 : Math.abs(low) / 20;
      low -= margin;
      high += margin;
    }
    XYChart chart =
        HouseStyle.chart(
            Axis.between(x, low, high), new Axis(y, 0.0, null, false), samples.size() > 1);
    for (int i = 0; i < samples.size(); i++) {
      addSteps(chart, samples.get(i), low, high, Palette.series(i));
    }
    return HouseStyle.drawing(chart);
  }

  /**
   * Counts in {@code bins} bins of equal width; the last one has both its ends.
   *
   * @param values values outside of low..high, or not finite, are left out
   */
  static int[] counts(double[] values, double low, double high, int bins) {
    int[] counts = new int[bins];
    for (double value : values) {
      if (value >= low && value <= high) {
        counts[Math.min(bins - 1, (int) (bins * ((value - low) / (high - low))))]++;
      }
    }
    return counts;
  }

  private void addSteps(XYChart chart, Sample sample, double low, double high, Color color) {
    int[] counts = counts(sample.values(), low, high, bins);
    double width = (high - low) / bins;
    // Each bin gives two points, one at each of its ends.
    double[] edges =
        IntStream.range(0, 2 * bins).mapToDouble(i -> low + width * (i / 2 + i % 2)).toArray();
    double[] heights = IntStream.range(0, 2 * bins).mapToDouble(i -> counts[i / 2]).toArray();
    XYSeries steps = chart.addSeries(sample.name(), edges, heights);
    steps.setXYSeriesRenderStyle(XYSeriesRenderStyle.Area);
    steps.setFillColor(Palette.translucent(color, OPACITY));
    steps.setLineColor(color);
    steps.setLineWidth(1.8f);
    steps.setMarker(SeriesMarkers.NONE);
  }
}
