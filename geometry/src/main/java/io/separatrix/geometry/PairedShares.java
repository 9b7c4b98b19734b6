package io.separatrix.geometry;

/**
 * The mean of two shares over the same items, such as right verdicts on an image and on its
 * perturbed image. The interval puts those of the two shares together with their correlation, since
 * an item that is hard once may be hard twice (method of variance estimates recovery: Zou, Donner,
 * "Construction of confidence limits about effect measures", Statistics in Medicine 2008; for a
 * difference: Newcombe, ibid. 1998).
 */
public final class PairedShares {

  private PairedShares() {}

  /**
   * The mean {@code (p + q) / 2}.
   *
   * @param first outcomes, one for each item; not modified
   * @param second outcomes of the same items; not modified
   * @return the mean of the shares, whose count is that of the items
   */
  public static Interval of(boolean[] first, boolean[] second) {
    int n = first.length;
    if (second.length != n) {
      throw new IllegalArgumentException(
          "expected as many outcomes, found " + n + " and " + second.length);
    }
    long a = 0;
    long b = 0;
    long both = 0;
    for (int i = 0; i < n; i++) {
      a += first[i] ? 1 : 0;
      b += second[i] ? 1 : 0;
      both += first[i] && second[i] ? 1 : 0;
    }
    Proportion p = new Proportion(a, n);
    Proportion q = new Proportion(b, n);
    double spread =
        Math.sqrt(p.estimate() * (1 - p.estimate()) * q.estimate() * (1 - q.estimate()));
    double covariance = (double) both / n - p.estimate() * q.estimate();
    if (covariance < 0) {
      // Newcombe's correction where a correlation narrows: of a few items it may be -1 by chance.
      covariance = Math.min(0, covariance + 0.5 / n);
    }
    double correlation = spread > 0 ? covariance / spread : 0;
    double estimate = (p.estimate() + q.estimate()) / 2;
    return new Interval(
        estimate,
        estimate - together(p.estimate() - p.low(), q.estimate() - q.low(), correlation),
        estimate + together(p.high() - p.estimate(), q.high() - q.estimate(), correlation),
        n);
  }

  private static double together(double a, double b, double correlation) {
    return Math.sqrt(Math.max(0, a * a + b * b + 2 * correlation * a * b)) / 2;
  }
}
