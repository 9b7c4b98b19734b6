package io.separatrix.studies.curvature;

import io.separatrix.data.DataException;
import io.separatrix.data.Images;
import io.separatrix.experiment.Experiment;
import io.separatrix.experiment.Study;
import io.separatrix.experiment.StudyContext;
import io.separatrix.experiment.StudyFile;
import io.separatrix.experiment.StudyResult;
import io.separatrix.experiment.run.PackedDoubles;
import io.separatrix.geometry.Classifier;
import io.separatrix.geometry.Evaluator;
import io.separatrix.geometry.Interval;
import io.separatrix.geometry.LogitCombination;
import io.separatrix.geometry.Orientation;
import io.separatrix.geometry.SampleMean;
import io.separatrix.geometry.Seeds;
import io.separatrix.geometry.UniformSampling;
import io.separatrix.geometry.Vectors;
import io.separatrix.geometry.curvature.CurvatureOperator;
import io.separatrix.geometry.curvature.NormalCurvatures;
import io.separatrix.geometry.curvature.PrincipalCurvatures;
import io.separatrix.geometry.curvature.SharedDirections;
import io.separatrix.studies.BoundarySample;
import io.separatrix.studies.NearestPoints;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Directions along which the boundary is curved at many points at once (Figs 5a and 5b). The
 * largest principal directions at boundary points of training images make up M; its leading left
 * singular vectors u_i span S. On unseen images,
 *
 * <pre>rho_i(z) = |u_i^T P H P u_i| / mean over random unit v of |v^T P H P v|</pre>
 *
 * by the logit form at scale h. Orientation {@code F = f_k - f_j}; rho_i does not depend on it.
 */
public final class DirectionsStudy implements Study<DirectionsStudy.Result> {

  /** File of the run folder with the u_i as rows. */
  private static final String BASIS = "basis.npy";

  /** Random directions that the curvature along u_i is compared with. */
  private static final int RANDOM_DIRECTIONS = 64;

  /** Each asks for twice as many rows as there are directions. */
  private static final int RATIO_LANES = 8;

  private final SpectrumSettings spectrum;
  private final int dimensions;
  private final Images training;
  private final int limit;

  /**
   * @param spectrum how principal directions are found on the training images
   * @param dimensions of S
   * @param training the training images
   * @param limit unseen boundary points at most, the first ones
   */
  public DirectionsStudy(SpectrumSettings spectrum, int dimensions, Images training, int limit) {
    this.spectrum = spectrum;
    this.dimensions = dimensions;
    this.training = training;
    this.limit = limit;
  }

  /**
   * @param trainPoints boundary points of training images that M rests on
   * @param directionsPerPoint columns of M for each
   * @param dimensions of S
   * @param validationPoints unseen boundary points
   * @param step h of rho, input units
   * @param ratio mean over the unseen points of rho_i, for i = 1, 2, ...
   * @param ratioStandardError of each
   * @param singularValues of M
   * @param basis file with the u_i as rows
   */
  public record Summary(
      int trainPoints,
      int directionsPerPoint,
      int dimensions,
      int validationPoints,
      double step,
      double[] ratio,
      double[] ratioStandardError,
      double[] singularValues,
      String basis) {

    /**
     * A mean of rho with its interval, about other unseen points.
     *
     * @param direction i - 1
     */
    public Interval ratioOf(int direction) {
      return new SampleMean(ratio[direction], ratioStandardError[direction], validationPoints)
          .interval();
    }
  }

  /** Principal directions at one training point. */
  record Columns(List<PackedDoubles> directions, double[] values) {}

  /** {@code |u_i^T P H P u_i|} at one unseen point, and the mean over random directions. */
  record Ratios(PackedDoubles along, double random) {}

  /**
   * @param shared the basis of S
   * @param principal the columns of M and their curvatures; none if they are not kept
   */
  public record Result(Summary summary, SharedDirections shared, List<StudyFile> principal)
      implements StudyResult {

    @Override
    public List<StudyFile> files() {
      List<StudyFile> files = new ArrayList<>(principal);
      files.add(new StudyFile.Matrix(BASIS, shared.basis()));
      return files;
    }
  }

  @Override
  public String name() {
    return "directions";
  }

  @Override
  public Map<String, Double> expectedEvaluations(Experiment experiment) {
    double train = 120 + spectrum.evaluations(experiment.images().shape().dimension());
    int unseen = Math.min(limit, experiment.images().size());
    return NearestPoints.expected(
        experiment,
        name(),
        training.size() * train + unseen * 2.0 * (dimensions + RANDOM_DIRECTIONS));
  }

  @Override
  public Result run(StudyContext context) {
    context.requireTangents("a curvature");
    StudyContext train = context.with(training);
    NearestPoints trained = NearestPoints.ofTraining(train);
    SpectrumSettings resolved =
        spectrum.step() > 0 ? spectrum : spectrum.withStep(trained.medianNorm());
    Classifier operatorNetwork = OperatorNetwork.of(spectrum, context).classifier();
    List<Columns> columns =
        train
            .on(operatorNetwork)
            .atMost(resolved.lanes(), resolved.vectors(operatorNetwork.dimension()))
            .journaled(
                "directions-train",
                Columns.class,
                trained.found(),
                (item, evaluator) ->
                    columns(item, train, trained.points().get(item), resolved, evaluator));
    requireSome(columns.isEmpty(), training);
    SharedDirections shared =
        SharedDirections.of(
            columns.stream()
                .flatMap(c -> c.directions().stream())
                .map(PackedDoubles::values)
                .toList(),
            dimensions);
    NearestPoints unseen = NearestPoints.of(context);
    requireSome(unseen.found().isEmpty(), context.images());
    double step = spectrum.step() > 0 ? spectrum.step() : unseen.medianNorm();
    List<Ratios> ratios =
        context
            .atMost(RATIO_LANES)
            .journaled(
                name(),
                Ratios.class,
                unseen.found(limit),
                (item, evaluator) ->
                    ratios(item, context, unseen.points().get(item), shared, step, evaluator));
    return new Result(
        summary(columns, shared, ratios, step),
        shared,
        context.savesPoints() ? principal(columns) : List.of());
  }

  private static List<StudyFile> principal(List<Columns> columns) {
    return List.of(
        new StudyFile.Matrix(
            "directions.npy",
            columns.stream()
                .flatMap(point -> point.directions().stream())
                .map(PackedDoubles::values)
                .toArray(double[][]::new)),
        new StudyFile.Matrix(
            "directions-curvatures.npy",
            columns.stream().map(Columns::values).toArray(double[][]::new)));
  }

  private static void requireSome(boolean none, Images images) {
    if (none) {
      throw new DataException(
          images.data().name()
              + ": expected boundary points to find directions at, found none near any of "
              + images.size()
              + " images; see what boundary says of them, or give other images");
    }
  }

  private Columns columns(
      int item,
      StudyContext train,
      BoundarySample entry,
      SpectrumSettings resolved,
      Evaluator evaluator) {
    PrincipalCurvatures found =
        resolved.at(
            entry.at(train.image(item), 1),
            Orientation.REGION_OF_X.between(entry.label(), entry.adjacent()),
            Seeds.random(train.seed(), "directions-train", training.index(item)),
            evaluator);
    // "Largest" is by absolute value: bent strongly, either way.
    List<Integer> chosen = OperatorProbe.leading(found, spectrum.lanczos().extremes());
    return new Columns(
        chosen.stream().map(i -> PackedDoubles.of(found.directions()[i])).toList(),
        chosen.stream().mapToDouble(i -> found.directionValues()[i]).toArray());
  }

  private Ratios ratios(
      int item,
      StudyContext context,
      BoundarySample entry,
      SharedDirections shared,
      double step,
      Evaluator evaluator) {
    double[] z = entry.at(context.image(item), 1);
    LogitCombination f = Orientation.REGION_OF_X.between(entry.label(), entry.adjacent());
    SplittableRandom random = Seeds.random(context.seed(), name(), context.images().index(item));
    CurvatureOperator at = CurvatureOperator.exact(z, f, evaluator);
    int n = shared.basis().length;
    double[] bends = new double[n + RANDOM_DIRECTIONS];
    // A projection, its unit vector and the two points beside z.
    int atOnce = Math.max(1, Vectors.atOnce(z.length) / 4);
    for (int from = 0; from < bends.length; from += atOnce) {
      double[][] projected = new double[Math.min(atOnce, bends.length - from)][];
      for (int i = 0; i < projected.length; i++) {
        int direction = from + i;
        double[] v =
            direction < n
                ? shared.basis()[direction]
                : UniformSampling.onSphere(random, z.length, 1);
        projected[i] = at.project(v);
      }
      double[][] units = Arrays.stream(projected).map(Vectors::normalize).toArray(double[][]::new);
      double[] curvatures = NormalCurvatures.along(z, f, at.gradientNorm(), units, step, evaluator);
      for (int i = 0; i < projected.length; i++) {
        // v^T P H P v with P v shorter than v.
        bends[from + i] = Math.abs(curvatures[i]) * Vectors.dot(projected[i], projected[i]);
      }
    }
    double randomMean = Arrays.stream(bends, n, bends.length).sum() / RANDOM_DIRECTIONS;
    return new Ratios(PackedDoubles.of(Arrays.copyOf(bends, n)), randomMean);
  }

  private Summary summary(
      List<Columns> columns, SharedDirections shared, List<Ratios> ratios, double step) {
    List<Ratios> curved = ratios.stream().filter(r -> r.random() > 0).toList();
    int n = shared.basis().length;
    double[] mean = new double[n];
    double[] error = new double[n];
    double[][] rho =
        curved.stream()
            .map(r -> Vectors.scale(1 / r.random(), r.along().values()))
            .toArray(double[][]::new);
    for (int i = 0; i < n; i++) {
      int at = i;
      SampleMean over = SampleMean.of(Arrays.stream(rho).mapToDouble(r -> r[at]).toArray());
      mean[i] = over.mean();
      error[i] = over.standardError();
    }
    return new Summary(
        columns.size(),
        spectrum.lanczos().extremes(),
        n,
        curved.size(),
        step,
        mean,
        error,
        shared.singularValues(),
        BASIS);
  }
}
