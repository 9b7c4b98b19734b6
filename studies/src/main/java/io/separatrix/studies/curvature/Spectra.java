package io.separatrix.studies.curvature;

import io.separatrix.experiment.Artefact;
import io.separatrix.experiment.StudyContext;
import io.separatrix.experiment.run.PackedDoubles;
import io.separatrix.geometry.Classifier;
import io.separatrix.geometry.Evaluator;
import io.separatrix.geometry.LogitCombination;
import io.separatrix.geometry.Orientation;
import io.separatrix.geometry.Seeds;
import io.separatrix.geometry.curvature.PrincipalCurvatures;
import io.separatrix.studies.BoundarySample;
import io.separatrix.studies.NearestPoints;
import java.util.Arrays;
import java.util.List;

/**
 * Principal curvatures at the nearest boundary points, found once for every study of the experiment
 * that asks for the same. Orientation {@code F = f_k - f_j}.
 *
 * @param settings how they are found, with the step that was taken
 * @param network the network whose Hessian is taken
 * @param ranks ranks kept of each spectrum, 1 for the largest curvature
 * @param samples one for each point
 */
public record Spectra(
    SpectrumSettings settings, OperatorNetwork network, int[] ranks, List<Sample> samples) {

  /** Ranks kept of a longer spectrum, evenly spaced. */
  private static final int MAX_RANKS = 4096;

  /**
   * The spectrum at one point as the journal keeps it.
   *
   * @param values the curvatures of the kept ranks, descending, 1 / input unit
   */
  record Sample(
      int item,
      PackedDoubles values,
      MeanCurvatureEstimate mean,
      double asymmetry,
      double residual,
      long evaluations) {}

  /** What is asked for. */
  private record Search(SpectrumSettings settings, int limit) implements Artefact<Spectra> {

    @Override
    public Spectra find(StudyContext context) {
      NearestPoints nearest = NearestPoints.of(context);
      SpectrumSettings resolved =
          settings.step() > 0 ? settings : settings.withStep(nearest.medianNorm());
      OperatorNetwork network = OperatorNetwork.of(settings, context);
      int[] ranks = ranks(context.classifier().dimension() - 1);
      return new Spectra(
          resolved,
          network,
          ranks,
          pass("curvature", context, network, nearest.found(limit), nearest, resolved, ranks));
    }
  }

  /**
   * Those at the first boundary points of the experiment's images.
   *
   * @param settings a step of 0 is the median distance to the boundary
   * @param limit points at most
   */
  public static Spectra of(SpectrumSettings settings, int limit, StudyContext context) {
    return context.artefact(new Search(settings, limit));
  }

  /**
   * One pass over points.
   *
   * @param journal its name
   */
  static List<Sample> pass(
      String journal,
      StudyContext context,
      OperatorNetwork network,
      List<Integer> items,
      NearestPoints nearest,
      SpectrumSettings settings,
      int[] ranks) {
    Classifier operator = network.classifier();
    return context
        .on(operator)
        .atMost(settings.lanes(), settings.vectors(operator.dimension()))
        .journaled(
            journal,
            Sample.class,
            items,
            (item, evaluator) ->
                sample(item, context, nearest.points().get(item), settings, ranks, evaluator));
  }

  /** The kept curvatures at the point of an item, descending. */
  public double[] at(int item) {
    return samples.stream()
        .filter(sample -> sample.item() == item)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no spectrum at item " + item))
        .values()
        .values();
  }

  private static Sample sample(
      int item,
      StudyContext context,
      BoundarySample point,
      SpectrumSettings settings,
      int[] ranks,
      Evaluator evaluator) {
    var before = evaluator.count();
    double[] z = point.at(context.image(item), 1);
    LogitCombination f = Orientation.REGION_OF_X.between(point.label(), point.adjacent());
    PrincipalCurvatures found =
        settings.at(
            z,
            f,
            Seeds.random(context.seed(), "curvature", context.images().index(item)),
            evaluator);
    double[] kept = Arrays.stream(ranks).mapToDouble(rank -> found.values()[rank - 1]).toArray();
    return new Sample(
        item,
        PackedDoubles.of(kept),
        MeanCurvatureEstimate.of(found.meanCurvature()),
        found.asymmetry(),
        found.errorBound(),
        evaluator.count().minus(before).total());
  }

  private static int[] ranks(int all) {
    int kept = Math.min(all, MAX_RANKS);
    int[] ranks = new int[kept];
    for (int i = 0; i < kept; i++) {
      ranks[i] = kept == 1 ? 1 : 1 + (int) Math.round((double) i * (all - 1) / (kept - 1));
    }
    return ranks;
  }
}
