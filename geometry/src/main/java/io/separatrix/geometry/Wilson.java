package io.separatrix.geometry;

/**
 * Ends of the 95 % score interval of a share (Wilson, "Probable inference, the law of succession,
 * and statistical inference", JASA 1927), for any number of trials, whole or not.
 */
final class Wilson {

  private static final double Z = SampleMean.NORMAL_QUANTILE;

  private Wilson() {}

  /** Lower end; 0 without trials. */
  static double low(double share, double trials) {
    return trials > 0 && share > 0 ? centre(share, trials) - halfWidth(share, trials) : 0;
  }

  /** Upper end; 1 without trials. */
  static double high(double share, double trials) {
    return trials > 0 && share < 1 ? centre(share, trials) + halfWidth(share, trials) : 1;
  }

  private static double centre(double share, double trials) {
    return (share * trials + Z * Z / 2) / (trials + Z * Z);
  }

  private static double halfWidth(double share, double trials) {
    return Z * Math.sqrt(trials * share * (1 - share) + Z * Z / 4) / (trials + Z * Z);
  }
}
