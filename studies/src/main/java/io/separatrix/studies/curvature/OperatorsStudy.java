package io.separatrix.studies.curvature;

import static java.util.Objects.requireNonNull;

import io.separatrix.experiment.Study;
import io.separatrix.experiment.StudyContext;
import io.separatrix.experiment.StudyResult;
import io.separatrix.experiment.run.IntervalKeys;
import io.separatrix.geometry.Evaluator;
import io.separatrix.geometry.Interval;
import io.separatrix.geometry.LogitCombination;
import io.separatrix.geometry.Orientation;
import io.separatrix.geometry.Proportion;
import io.separatrix.geometry.Quantiles;
import io.separatrix.geometry.SampleMean;
import io.separatrix.geometry.Seeds;
import io.separatrix.geometry.SharedUnits;
import io.separatrix.geometry.UniformSampling;
import io.separatrix.geometry.Vectors;
import io.separatrix.geometry.curvature.NormalCurvatures;
import io.separatrix.studies.BoundarySample;
import io.separatrix.studies.NearestPoints;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Curvature operators side by side at the same boundary points. The judge is the network itself:
 * along the leading principal directions that an operator gives, second differences of the
 * network's logits at the median distance h say how strongly the boundary bends there, compared
 * with random directions, and which way.
 */
public final class OperatorsStudy implements Study<OperatorsStudy.Result> {

  /** Random directions that curvature is compared with. */
  private static final int RANDOM_DIRECTIONS = 64;

  /** Sharpness of the other surrogates, relative to the one that would be taken. */
  private static final double[] SHARPNESS = {0.25, 4};

  private final List<SpectrumSettings> candidates;

  /**
   * @param candidates the operators; the first is the one whose directions the others are compared
   *     with; a step of 0 is the median distance to the boundary
   */
  public OperatorsStudy(List<SpectrumSettings> candidates) {
    this.candidates = List.copyOf(candidates);
  }

  /** All that the network allows; where it has kinks, surrogates of three sharpnesses. */
  public static OperatorsStudy ofAll() {
    return new OperatorsStudy(List.of());
  }

  private List<SpectrumSettings> candidates(StudyContext context) {
    if (!candidates.isEmpty()) {
      return candidates;
    }
    List<SpectrumSettings> all = new ArrayList<>();
    if (context.profile().kind().exactHessianTells()) {
      all.add(SpectrumSettings.fast(OperatorKind.EXACT));
    } else if (context.graph() != null) {
      SpectrumSettings chosen = SpectrumSettings.fast(OperatorKind.SURROGATE);
      Surrogate.Trust trust = OperatorNetwork.of(chosen, context).trust();
      all.add(chosen);
      for (double factor : SHARPNESS) {
        all.add(chosen.withSharpness(factor * requireNonNull(trust).sharpness()));
      }
    }
    for (OperatorKind kind : List.of(OperatorKind.GRADIENT, OperatorKind.GAUSSIAN)) {
      all.add(SpectrumSettings.fast(kind));
      all.add(SpectrumSettings.fast(kind).withStep(authorsStep(context)));
    }
    return all;
  }

  /** The step of the authors' later code, {@code 10 sqrt(d) (max - min) / 512}. */
  private static double authorsStep(StudyContext context) {
    double range = context.images().range().high() - context.images().range().low();
    return 10 * Math.sqrt(context.classifier().dimension()) * range / 512;
  }

  /**
   * What was found for one operator, over all points.
   *
   * @param operator its kind
   * @param step h, input units; null where it has none
   * @param surrogate how near the surrogate is to the network; null if the operator is another
   * @param normalCosine median cosine between its normal and the network's
   * @param asymmetry mean of ||A - A^T|| / ||A||
   * @param positiveLeading share of positive curvatures among the leading ones
   * @param curvatureRatio mean over points of the curvature along its leading directions over that
   *     along random ones, absolute values, by second differences of the network's logits; the
   *     interval is about other boundary points
   * @param signAgreement share of the leading directions along which second differences have the
   *     sign that the operator gives; the interval is about other boundary points, since directions
   *     at one are not independent, and the count is that of the directions
   * @param repeatability mean overlap of the leading directions with those of a second run
   * @param overlap mean overlap of the leading directions with those of the first operator
   * @param evaluations forward and backward passes for one point
   */
  public record Row(
      String operator,
      @Nullable Double step,
      Surrogate.@Nullable Trust surrogate,
      double normalCosine,
      double asymmetry,
      double positiveLeading,
      @IntervalKeys(low = "ratioLow", high = "ratioHigh") Interval curvatureRatio,
      @IntervalKeys(low = "signLow", high = "signHigh") Interval signAgreement,
      double repeatability,
      double overlap,
      double evaluations) {}

  /**
   * @param points boundary points
   * @param step h of the second differences, input units
   * @param leading principal directions taken at each point
   * @param operators one for each operator
   */
  public record Summary(int points, double step, int leading, List<Row> operators) {}

  /**
   * The network's own curvatures at one point.
   *
   * @param along for each operator those along its leading directions
   * @param random mean absolute curvature along random directions
   * @param normalCosine for each operator the cosine between its normal and the network's
   */
  record NetworkCurvatures(double[][] along, double random, double[] normalCosine) {}

  public record Result(Summary summary) implements StudyResult {}

  @Override
  public String name() {
    return "operators";
  }

  @Override
  public Result run(StudyContext context) {
    context.requireTangents("a curvature");
    NearestPoints nearest = NearestPoints.of(context);
    List<Integer> found = nearest.found();
    double step = nearest.medianNorm();
    List<List<OperatorProbe.Sample>> samples = new ArrayList<>();
    List<SpectrumSettings> settings = new ArrayList<>();
    List<OperatorNetwork> networks = new ArrayList<>();
    for (SpectrumSettings candidate : candidates(context)) {
      SpectrumSettings resolved = candidate.step() > 0 ? candidate : candidate.withStep(step);
      OperatorNetwork network = OperatorNetwork.of(candidate, context);
      settings.add(resolved);
      networks.add(network);
      samples.add(
          context
              .on(network.classifier())
              .atMost(resolved.lanes(), resolved.vectors(network.classifier().dimension()))
              .journaled(
                  name() + "-" + settings.size(),
                  OperatorProbe.Sample.class,
                  found,
                  (item, evaluator) ->
                      OperatorProbe.sample(
                          item, context, nearest.points().get(item), resolved, evaluator)));
    }
    List<Integer> positions = IntStream.range(0, found.size()).boxed().toList();
    List<NetworkCurvatures> judged =
        context
            .atMost(16)
            .journaled(
                name(),
                NetworkCurvatures.class,
                positions,
                (p, evaluator) ->
                    judged(
                        found.get(p),
                        samples.stream().map(of -> of.get(p)).toList(),
                        context,
                        nearest.points().get(found.get(p)),
                        step,
                        evaluator));
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < settings.size(); i++) {
      rows.add(row(i, settings.get(i), networks.get(i), samples, judged));
    }
    return new Result(new Summary(found.size(), step, settings.get(0).lanczos().extremes(), rows));
  }

  private NetworkCurvatures judged(
      int item,
      List<OperatorProbe.Sample> samples,
      StudyContext context,
      BoundarySample entry,
      double step,
      Evaluator evaluator) {
    double[] z = entry.at(context.image(item), 1);
    LogitCombination f = Orientation.REGION_OF_X.between(entry.label(), entry.adjacent());
    SplittableRandom random = Seeds.random(context.seed(), name(), context.images().index(item));
    double[] gradient = evaluator.linearize(z, f).gradients()[0];
    double[] normal = Vectors.normalize(gradient);
    double[][] reference = new double[RANDOM_DIRECTIONS][];
    Arrays.setAll(reference, i -> UniformSampling.onSphere(random, z.length, 1));
    double randomMean =
        Arrays.stream(curvatures(z, f, gradient, normal, reference, step, evaluator))
            .map(Math::abs)
            .average()
            .orElseThrow();
    double[][] along = new double[samples.size()][];
    double[] cosine = new double[samples.size()];
    for (int i = 0; i < along.length; i++) {
      along[i] = curvatures(z, f, gradient, normal, samples.get(i).vectors(), step, evaluator);
      cosine[i] = Vectors.dot(normal, samples.get(i).normal().values());
    }
    return new NetworkCurvatures(along, randomMean, cosine);
  }

  /** Second differences along directions made tangent to the network's own boundary. */
  private static double[] curvatures(
      double[] z,
      LogitCombination f,
      double[] gradient,
      double[] normal,
      double[][] directions,
      double step,
      Evaluator evaluator) {
    double[][] tangent = new double[directions.length][];
    for (int i = 0; i < tangent.length; i++) {
      tangent[i] =
          Vectors.normalize(
              Vectors.addScaled(directions[i], -Vectors.dot(normal, directions[i]), normal));
    }
    return NormalCurvatures.along(z, f, Vectors.norm(gradient), tangent, step, evaluator);
  }

  private static Row row(
      int index,
      SpectrumSettings settings,
      OperatorNetwork network,
      List<List<OperatorProbe.Sample>> samples,
      List<NetworkCurvatures> judged) {
    List<OperatorProbe.Sample> own = samples.get(index);
    int n = own.size();
    double[] ratio = new double[n];
    double[] repeat = new double[n];
    double[] overlap = new double[n];
    List<Boolean> agreed = new ArrayList<>();
    List<int[]> at = new ArrayList<>();
    List<Boolean> positive = new ArrayList<>();
    for (int p = 0; p < n; p++) {
      double[] along = judged.get(p).along()[index];
      ratio[p] =
          Arrays.stream(along).map(Math::abs).average().orElse(Double.NaN) / judged.get(p).random();
      repeat[p] = OperatorProbe.overlap(own.get(p).vectors(), own.get(p).vectorsAgain());
      overlap[p] = OperatorProbe.overlap(own.get(p).vectors(), samples.get(0).get(p).vectors());
      for (int k = 0; k < along.length; k++) {
        agreed.add(along[k] * own.get(p).values()[k] > 0);
        at.add(new int[] {p});
        positive.add(own.get(p).values()[k] > 0);
      }
    }
    // Directions at one point are not independent; the interval is about other points.
    boolean[] outcomes = new boolean[agreed.size()];
    for (int i = 0; i < outcomes.length; i++) {
      outcomes[i] = agreed.get(i);
    }
    Interval signs = new SharedUnits(at.toArray(int[][]::new), n).share(outcomes);
    return new Row(
        settings.kind().name().toLowerCase(Locale.ROOT),
        settings.kind().hasStep() ? settings.step() : null,
        network.trust(),
        Quantiles.of(judged.stream().mapToDouble(j -> j.normalCosine()[index])),
        own.stream().mapToDouble(OperatorProbe.Sample::asymmetry).average().orElse(Double.NaN),
        Proportion.of(positive).estimate(),
        SampleMean.of(ratio).interval(),
        signs,
        Arrays.stream(repeat).average().orElse(Double.NaN),
        Arrays.stream(overlap).average().orElse(Double.NaN),
        own.stream().mapToLong(OperatorProbe.Sample::evaluations).average().orElse(Double.NaN));
  }
}
