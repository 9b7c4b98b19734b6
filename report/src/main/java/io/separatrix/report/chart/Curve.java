package io.separatrix.report.chart;

import io.separatrix.geometry.Interval;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One series of a {@link CurveChart}.
 *
 * @param name in the legend
 * @param x in increasing order, of the length of y
 * @param y values; NaN leaves a gap
 * @param low lower ends of intervals; y itself where there is none
 * @param high upper ends of intervals; y itself where there is none
 * @param spread how the intervals are drawn
 */
public record Curve(
    String name, double[] x, double[] y, double[] low, double[] high, Spread spread) {

  /** How what lies between {@code low} and {@code high} is drawn. */
  public enum Spread {
    NONE,
    /** A bar at each point; for few points. */
    BARS,
    /** A shaded band; for many. */
    BAND
  }

  public Curve {
    if (x.length == 0 || y.length != x.length) {
      throw new IllegalArgumentException(
          "expected one value for each of one or more x, found " + y.length + " for " + x.length);
    }
    if (low.length != x.length || high.length != x.length) {
      throw new IllegalArgumentException("expected both ends of an interval at each point");
    }
  }

  /** A line without intervals. */
  public static Curve line(String name, double[] x, double[] y) {
    return new Curve(name, x, y, y, y, Spread.NONE);
  }

  /** Estimates with their intervals as error bars, joined by a line. */
  public static Curve withBars(String name, double[] x, List<Interval> y) {
    return of(name, x, y, Spread.BARS);
  }

  /** Many estimates as a line in the shaded band of their intervals. */
  public static Curve withBand(String name, double[] x, List<Interval> y) {
    return of(name, x, y, Spread.BAND);
  }

  private static Curve of(String name, double[] x, List<Interval> y, Spread spread) {
    return new Curve(
        name,
        x,
        y.stream().mapToDouble(Interval::estimate).toArray(),
        y.stream().mapToDouble(Interval::low).toArray(),
        y.stream().mapToDouble(Interval::high).toArray(),
        spread);
  }

  /** A line in a shaded band. */
  public static Curve withBand(String name, double[] x, double[] y, double[] low, double[] high) {
    return new Curve(name, x, y, low, high, Spread.BAND);
  }

  /** The same with at most so many points, evenly spaced, both ends among them. */
  Curve thinned(int most) {
    int n = x.length;
    if (n <= most) {
      return this;
    }
    int[] kept =
        IntStream.range(0, most)
            .map(i -> (int) Math.round((double) i * (n - 1) / (most - 1)))
            .toArray();
    return new Curve(name, at(kept, x), at(kept, y), at(kept, low), at(kept, high), spread);
  }

  private static double[] at(int[] kept, double[] values) {
    return Arrays.stream(kept).mapToDouble(i -> values[i]).toArray();
  }
}
