package io.separatrix.geometry;

import java.util.Arrays;

/** Pearson's correlation. */
public final class Correlation {

  private static final int FEWEST = 3;

  private Correlation() {}

  /**
   * The correlation.
   *
   * @param x not modified
   * @param y of the same length; not modified
   * @return in [-1, 1]; NaN for fewer than {@value #FEWEST} values or if one side does not vary
   */
  public static double of(double[] x, double[] y) {
    if (x.length < FEWEST) {
      return Double.NaN;
    }
    double meanX = Arrays.stream(x).average().orElseThrow();
    double meanY = Arrays.stream(y).average().orElseThrow();
    double xx = 0;
    double yy = 0;
    double xy = 0;
    for (int i = 0; i < x.length; i++) {
      xx += (x[i] - meanX) * (x[i] - meanX);
      yy += (y[i] - meanY) * (y[i] - meanY);
      xy += (x[i] - meanX) * (y[i] - meanY);
    }
    return xx == 0 || yy == 0 ? Double.NaN : xy / Math.sqrt(xx * yy);
  }
}
