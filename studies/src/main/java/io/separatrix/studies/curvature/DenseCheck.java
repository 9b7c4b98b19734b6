package io.separatrix.studies.curvature;

import io.separatrix.experiment.StudyContext;
import io.separatrix.studies.NearestPoints;
import java.util.List;

/** The fast mode against the whole matrix at the same points. */
public final class DenseCheck {

  /** A range below this share of the values is rounding. */
  private static final double ROUNDING = 1e-9;

  private DenseCheck() {}

  /**
   * How far the fast mode is off.
   *
   * @param points boundary points
   * @param extremes values compared at each end
   * @param largestExtremeError largest error of any of these values, as a share of the point's
   *     largest curvature by absolute value
   * @param largestProfileError largest over points of the mean absolute error of all values, as a
   *     share of their range
   * @param meanProfileError mean of the same over points
   * @param largestMeanError largest error of a point's mean, in its standard errors
   * @param evaluationShare network evaluations of the fast mode over those of the whole matrix
   */
  public record Errors(
      int points,
      int extremes,
      double largestExtremeError,
      double largestProfileError,
      double meanProfileError,
      double largestMeanError,
      double evaluationShare) {}

  /**
   * @param spectra what the fast mode gave
   * @param fast the first of it, in order
   */
  static Errors run(
      StudyContext context, Spectra spectra, NearestPoints nearest, List<Spectra.Sample> fast) {
    SpectrumSettings settings = spectra.settings();
    List<Spectra.Sample> exact =
        Spectra.pass(
            "curvature-dense",
            context,
            spectra.network(),
            fast.stream().map(Spectra.Sample::item).toList(),
            nearest,
            settings.asDense(),
            spectra.ranks());
    int ends = settings.lanczos().extremes();
    double extreme = 0;
    double largest = 0;
    double sum = 0;
    double mean = 0;
    long fastEvaluations = 0;
    long denseEvaluations = 0;
    for (int i = 0; i < exact.size(); i++) {
      double[] found = fast.get(i).values().values();
      double[] expected = exact.get(i).values().values();
      extreme = Math.max(extreme, extremeError(found, expected, ends));
      double profile = profileError(found, expected);
      largest = Math.max(largest, profile);
      sum += profile / exact.size();
      mean = Math.max(mean, meanError(fast.get(i).mean(), exact.get(i).mean().value()));
      fastEvaluations += fast.get(i).evaluations();
      denseEvaluations += exact.get(i).evaluations();
    }
    return new Errors(
        exact.size(),
        ends,
        extreme,
        largest,
        sum,
        mean,
        (double) fastEvaluations / denseEvaluations);
  }

  /** Error of a mean in standard errors; one without a standard error is exact up to rounding. */
  private static double meanError(MeanCurvatureEstimate found, double expected) {
    double error = Math.abs(found.value() - expected);
    return found.standardError() > 0 ? error / found.standardError() : 0;
  }

  /** 0 of 0 is no error: a flat boundary that is found flat. */
  private static double share(double error, double of) {
    return error == 0 ? 0 : error / of;
  }

  /**
   * Largest error among the first and the last values, as a share of the largest absolute value.
   *
   * @param found descending; not modified
   * @param expected descending, of the same length; not modified
   */
  static double extremeError(double[] found, double[] expected, int ends) {
    int last = expected.length - 1;
    double error = 0;
    for (int i = 0; i < Math.min(ends, expected.length); i++) {
      error = Math.max(error, Math.abs(found[i] - expected[i]));
      error = Math.max(error, Math.abs(found[last - i] - expected[last - i]));
    }
    return share(error, Math.max(Math.abs(expected[0]), Math.abs(expected[last])));
  }

  /**
   * Mean absolute error as a share of the range of the expected values or, where they are all one,
   * of their size.
   */
  static double profileError(double[] found, double[] expected) {
    double sum = 0;
    for (int i = 0; i < expected.length; i++) {
      sum += Math.abs(found[i] - expected[i]);
    }
    double range = expected[0] - expected[expected.length - 1];
    double size = Math.max(Math.abs(expected[0]), Math.abs(expected[expected.length - 1]));
    return share(sum / expected.length, range > ROUNDING * size ? range : size);
  }
}
