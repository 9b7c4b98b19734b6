package io.separatrix.studies.curvature;

import io.separatrix.experiment.Experiment;
import io.separatrix.experiment.Study;
import io.separatrix.experiment.StudyContext;
import io.separatrix.experiment.StudyFile;
import io.separatrix.experiment.StudyResult;
import io.separatrix.experiment.run.Finding;
import io.separatrix.experiment.run.IntervalKeys;
import io.separatrix.geometry.Interval;
import io.separatrix.geometry.Orientation;
import io.separatrix.geometry.Quantiles;
import io.separatrix.geometry.SampleMean;
import io.separatrix.studies.NearestPoints;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Profile of principal curvatures (Fig. 4b): the sorted principal curvatures at the nearest
 * boundary points of many images, averaged rank by rank. Orientation {@code F = f_k - f_j}.
 */
public final class CurvatureStudy implements Study<CurvatureStudy.Result> {

  /** Share of a point's largest curvature below which a direction counts as flat. */
  private static final double FLAT = 0.1;

  private static final List<String> COLUMNS =
      List.of(
          "index",
          "meanCurvature",
          "largest",
          "smallest",
          "asymmetry",
          "residual",
          "evaluations",
          "standardError",
          "sign");

  private final SpectrumSettings settings;
  private final int limit;
  private final int checked;
  private final int swept;

  /**
   * @param settings how principal curvatures are found
   * @param limit boundary points at most, the first ones
   * @param checked first points at which the fast mode is compared with the whole matrix
   */
  public CurvatureStudy(SpectrumSettings settings, int limit, int checked) {
    this(settings, limit, checked, limit);
  }

  /**
   * @param settings how principal curvatures are found
   * @param limit boundary points at most, the first ones
   * @param checked first points at which the fast mode is compared with the whole matrix
   * @param swept first points at which curvature is taken at other scales too
   */
  public CurvatureStudy(SpectrumSettings settings, int limit, int checked, int swept) {
    this.settings = settings;
    this.limit = limit;
    this.checked = settings.dense() ? 0 : checked;
    this.swept = Math.min(swept, limit);
  }

  /**
   * @param points boundary points
   * @param operator which curvature operator
   * @param method dense or lanczos
   * @param step h of the operator, input units; null where it has none
   * @param surrogate how near the surrogate is to the network; null if the operator is another
   * @param orientation how F is taken
   * @param ranks ranks of the profile's entries, 1 for the largest curvature
   * @param profile mean over points of the curvature of each rank, 1 / input unit
   * @param lowerQuartile first quartile over points
   * @param upperQuartile third quartile over points
   * @param meanCurvature mean over points of the mean principal curvature, 1 / input unit; the
   *     interval is about boundary points of other images
   * @param positiveFraction share of points with positive mean curvature, by the estimated signs;
   *     the interval is about boundary points of other images, and leaves undetermined signs open
   * @param undetermined points whose sign is not certain: the mean lies within four standard errors
   *     of zero after the most directions
   * @param meanStandardError mean over points of the standard error of one point's mean, 1 / input
   *     unit; 0 in dense mode
   * @param agreement the operator's mean beside the network's own
   * @param flatFraction mean over points of the share of principal curvatures that are smaller, in
   *     absolute value, than a tenth of the point's largest; the interval is about boundary points
   *     of other images
   * @param asymmetry mean of ||A - A^T|| / ||A|| of what was symmetrised
   * @param largestResidual largest Lanczos residual, 1 / input unit; 0 in dense mode
   * @param meanEvaluations forward and backward passes for one point
   * @param check the fast mode against the whole matrix; null if that was not asked for
   * @param scales curvature of the network itself at scales h around the step, on the first points
   */
  public record Summary(
      int points,
      String operator,
      String method,
      @Nullable Double step,
      Surrogate.@Nullable Trust surrogate,
      String orientation,
      int[] ranks,
      double[] profile,
      double[] lowerQuartile,
      double[] upperQuartile,
      @IntervalKeys Interval meanCurvature,
      @IntervalKeys(low = "positiveLow", high = "positiveHigh") Interval positiveFraction,
      long undetermined,
      double meanStandardError,
      OperatorAgreement agreement,
      @IntervalKeys(low = "flatLow", high = "flatHigh") Interval flatFraction,
      double asymmetry,
      double largestResidual,
      double meanEvaluations,
      DenseCheck.@Nullable Errors check,
      List<ScaleSweep.Scale> scales) {}

  /**
   * @param curves the boundary cut by planes, at a few points
   * @param rows of the table
   * @param profiles of all points, one row each
   */
  public record Result(
      Summary summary, List<NormalSections.Curves> curves, List<List<?>> rows, double[][] profiles)
      implements StudyResult {

    @Override
    public List<StudyFile> files() {
      return List.of(
          new StudyFile.Samples(COLUMNS, rows), new StudyFile.Matrix("profiles.npy", profiles));
    }
  }

  @Override
  public String name() {
    return "curvature";
  }

  @Override
  public Map<String, Double> expectedEvaluations(Experiment experiment) {
    int points = Math.min(limit, experiment.images().size());
    double scales =
        Math.min(swept, points) * ScaleSweep.evaluations() + NormalSections.evaluations();
    Map<String, Double> all =
        new HashMap<>(NearestPoints.expected(experiment, "curvature-scales", scales));
    all.put("curvature", points * settings.evaluations(experiment.images().shape().dimension()));
    return all;
  }

  @Override
  public Result run(StudyContext context) {
    context.requireTangents("a curvature");
    NearestPoints nearest = NearestPoints.of(context);
    Spectra spectra = Spectra.of(settings, limit, context);
    SpectrumSettings resolved = spectra.settings();
    List<Spectra.Sample> samples = spectra.samples();
    double[][] profiles =
        samples.stream().map(sample -> sample.values().values()).toArray(double[][]::new);
    DenseCheck.Errors check =
        checked == 0 || samples.isEmpty()
            ? null
            : DenseCheck.run(
                context, spectra, nearest, samples.subList(0, Math.min(checked, samples.size())));
    ScaleSweep sweep = ScaleSweep.run(context, nearest, resolved.step(), swept);
    List<MeanCurvatureEstimate> own = sweep.atReference();
    OperatorAgreement agreement =
        OperatorAgreement.of(
            samples.stream().limit(own.size()).map(Spectra.Sample::mean).toList(),
            own,
            resolved.step());
    Finding disagreement = agreement.finding(operator(resolved));
    if (disagreement != null) {
      context.add(disagreement);
    }
    List<NormalSections.Curves> curves = NormalSections.trace(context, spectra, nearest);
    return new Result(
        summary(spectra, profiles, check, agreement, sweep.scales()),
        curves,
        rows(context, samples),
        profiles);
  }

  private Summary summary(
      Spectra spectra,
      double[][] profiles,
      DenseCheck.@Nullable Errors check,
      OperatorAgreement agreement,
      List<ScaleSweep.Scale> scales) {
    SpectrumSettings resolved = spectra.settings();
    List<Spectra.Sample> samples = spectra.samples();
    int[] ranks = spectra.ranks();
    int n = ranks.length;
    double[] mean = new double[n];
    double[] low = new double[n];
    double[] high = new double[n];
    for (int i = 0; i < n; i++) {
      int rank = i;
      double[] column = Arrays.stream(profiles).mapToDouble(p -> p[rank]).sorted().toArray();
      mean[i] = Arrays.stream(column).average().orElse(Double.NaN);
      low[i] = Quantiles.quantile(column, 0.25);
      high[i] = Quantiles.quantile(column, 0.75);
    }
    SampleMean flat =
        SampleMean.of(Arrays.stream(profiles).mapToDouble(CurvatureStudy::flatFraction).toArray());
    List<MeanCurvatureEstimate> means = samples.stream().map(Spectra.Sample::mean).toList();
    SampleMean curvature =
        SampleMean.of(means.stream().mapToDouble(MeanCurvatureEstimate::value).toArray());
    return new Summary(
        samples.size(),
        operator(resolved),
        resolved.dense() ? "dense" : "lanczos",
        resolved.kind().hasStep() ? resolved.step() : null,
        spectra.network().trust(),
        Orientation.REGION_OF_X.name(),
        ranks,
        mean,
        low,
        high,
        curvature.interval(),
        SignShare.ofPositive(means),
        SignShare.undetermined(means),
        means.stream()
            .mapToDouble(MeanCurvatureEstimate::standardError)
            .average()
            .orElse(Double.NaN),
        agreement,
        flat.interval(),
        samples.stream().mapToDouble(Spectra.Sample::asymmetry).average().orElse(Double.NaN),
        samples.stream().mapToDouble(Spectra.Sample::residual).max().orElse(Double.NaN),
        samples.stream().mapToLong(Spectra.Sample::evaluations).average().orElse(Double.NaN),
        check,
        scales);
  }

  private static String operator(SpectrumSettings settings) {
    return settings.kind().name().toLowerCase(Locale.ROOT);
  }

  /** Of a plane every direction is flat. */
  private static double flatFraction(double[] profile) {
    double largest = Arrays.stream(profile).map(Math::abs).max().orElse(Double.NaN);
    if (largest == 0) {
      return 1;
    }
    return Arrays.stream(profile).filter(value -> Math.abs(value) < FLAT * largest).count()
        / (double) profile.length;
  }

  private static List<List<?>> rows(StudyContext context, List<Spectra.Sample> samples) {
    List<List<?>> rows = new ArrayList<>();
    for (Spectra.Sample sample : samples) {
      double[] values = sample.values().values();
      rows.add(
          List.of(
              context.images().index(sample.item()),
              sample.mean().value(),
              values[0],
              values[values.length - 1],
              sample.asymmetry(),
              sample.residual(),
              sample.evaluations(),
              sample.mean().standardError(),
              sign(sample.mean())));
    }
    return rows;
  }

  private static String sign(MeanCurvatureEstimate mean) {
    if (mean.undetermined()) {
      return "undetermined";
    }
    return mean.zero() ? "zero" : mean.value() > 0 ? "positive" : "negative";
  }
}
