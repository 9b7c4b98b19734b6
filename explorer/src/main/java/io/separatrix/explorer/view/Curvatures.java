package io.separatrix.explorer.view;

import io.separatrix.data.DataException;
import io.separatrix.experiment.Cancellable;
import io.separatrix.experiment.Experiment;
import io.separatrix.experiment.Study;
import io.separatrix.experiment.StudyContext;
import io.separatrix.experiment.StudyResult;
import io.separatrix.explorer.state.Place;
import io.separatrix.geometry.Classifier;
import io.separatrix.geometry.Evaluator;
import io.separatrix.geometry.LogitCombination;
import io.separatrix.geometry.Orientation;
import io.separatrix.geometry.Seeds;
import io.separatrix.geometry.boundary.BoundaryPoint;
import io.separatrix.geometry.curvature.PrincipalCurvatures;
import io.separatrix.studies.curvature.OperatorKind;
import io.separatrix.studies.curvature.OperatorNetwork;
import io.separatrix.studies.curvature.SpectrumSettings;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Principal curvatures at nearest boundary points, in the orientation {@code F = f_k - f_j}. */
public final class Curvatures {

  private final Explored network;
  private final Boundaries boundaries;

  Curvatures(Explored network, Boundaries boundaries) {
    this.network = network;
    this.boundaries = boundaries;
  }

  /**
   * How the boundary bends at a point.
   *
   * @param point z
   * @param kind whose Hessian was taken
   * @param spectrum principal curvatures and the directions at both ends
   */
  public record Bend(BoundaryPoint point, OperatorKind kind, PrincipalCurvatures spectrum) {

    /** {@code F = f_k - f_j}. */
    public LogitCombination function() {
      return Orientation.REGION_OF_X.between(point.label(), point.adjacent());
    }

    private int index(int rank) {
      int count = spectrum.directions().length;
      int index = rank > 0 ? rank - 1 : count + rank;
      if (index < 0 || index >= count) {
        throw new DataException(
            "principal direction: expected one of the "
                + count
                + " that were found, found rank "
                + rank);
      }
      return index;
    }

    /**
     * A principal direction.
     *
     * @param rank 1 for that of the largest curvature, -1 for that of the smallest
     */
    public double[] direction(int rank) {
      return spectrum.directions()[index(rank)];
    }

    /** Its curvature, 1 / input unit. */
    public double value(int rank) {
      return spectrum.directionValues()[index(rank)];
    }

    private long bytes() {
      long vectors = spectrum.directions().length + 3L;
      return Double.BYTES * vectors * point.point().length;
    }
  }

  /** The network whose Hessian is taken, chosen once for an experiment. */
  private record OperatorChoice(SpectrumSettings settings) implements Study<OperatorChoice.Chosen> {

    record Chosen(OperatorNetwork network) implements StudyResult {
      @Override
      public Object summary() {
        return String.valueOf(network.trust());
      }
    }

    @Override
    public String name() {
      return "operator";
    }

    @Override
    public Chosen run(StudyContext context) {
      return new Chosen(OperatorNetwork.of(settings, context));
    }
  }

  /** The bend at the nearest boundary point of a place. */
  public Bend at(Place place) {
    return at(place, words -> {});
  }

  /**
   * The bend at the nearest boundary point of a place.
   *
   * @param progress takes how far it is, in words: on photographs it takes minutes
   */
  Bend at(Place place, Consumer<String> progress) {
    BoundaryPoint nearest = boundaries.found(place);
    return network.remembered("bend " + place, Bend::bytes, () -> find(place, nearest, progress));
  }

  private Bend find(Place place, BoundaryPoint nearest, Consumer<String> progress) {
    Experiment experiment = network.experiment();
    OperatorKind kind =
        experiment.graph() == null
            ? OperatorKind.GRADIENT
            : OperatorKind.of(experiment.profile().kind());
    SpectrumSettings settings = SpectrumSettings.fast(kind).withStep(nearest.norm());
    OperatorNetwork operator =
        experiment.run(new OperatorChoice(SpectrumSettings.fast(kind))).network();
    SplittableRandom random =
        Seeds.random(experiment.seed(), "explorer-curvature", place.toString().hashCode());
    LogitCombination f = Orientation.REGION_OF_X.between(nearest.label(), nearest.adjacent());
    AtomicInteger calls = new AtomicInteger();
    Classifier counted =
        new Cancellable(
            operator.classifier(),
            () ->
                progress.accept(
                    "looking for principal curvatures, call "
                        + calls.incrementAndGet()
                        + " of the network, of 100 to 400"));
    PrincipalCurvatures spectrum =
        network.askOf(
            counted, (Evaluator evaluator) -> settings.at(nearest.point(), f, random, evaluator));
    return new Bend(nearest, kind, spectrum);
  }
}
