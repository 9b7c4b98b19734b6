package io.separatrix.studies;

import io.separatrix.data.Images;
import io.separatrix.experiment.Artefact;
import io.separatrix.experiment.Experiment;
import io.separatrix.experiment.StudyContext;
import io.separatrix.geometry.Quantiles;
import io.separatrix.geometry.boundary.NearestBoundary;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Nearest boundary points of images with their positions, found once and shared by every study of
 * the experiment that starts from them.
 *
 * @param points one for each item, in order, with perturbations
 */
public record NearestPoints(List<BoundarySample> points) {

  /**
   * The search for them.
   *
   * @param images whose points they are
   * @param journal its name; each set of images has one
   */
  private record Search(Images images, String journal) implements Artefact<NearestPoints> {

    @Override
    public NearestPoints find(StudyContext context) {
      NearestBoundary search = new NearestBoundary();
      return new NearestPoints(
          context.journaled(
              journal,
              BoundarySample.class,
              images.items(),
              (item, evaluator) ->
                  BoundarySample.of(search.search(images.pixels(item), evaluator), true)));
    }
  }

  /** Evaluations of one search, measured on a LeNet. */
  private static final double EVALUATIONS = 120;

  /**
   * {@return what the search at the experiment's own images takes, see {@link
   * io.separatrix.experiment.Study#expectedEvaluations}}
   *
   * @param experiment whose images they are
   */
  public static Map<String, Double> expected(Experiment experiment) {
    return Map.of("nearest", EVALUATIONS * experiment.images().size());
  }

  /**
   * {@return the expected evaluations of a study that starts from the experiment's nearest points}
   *
   * @param experiment whose images they are
   * @param pass the study's own
   * @param evaluations of that pass
   */
  public static Map<String, Double> expected(
      Experiment experiment, String pass, double evaluations) {
    Map<String, Double> all = new HashMap<>(expected(experiment));
    all.put(pass, evaluations);
    return all;
  }

  /**
   * {@return those of the experiment's own images}
   *
   * @param context of the whole experiment
   */
  public static NearestPoints of(StudyContext context) {
    return context.artefact(new Search(context.images(), "nearest"));
  }

  /**
   * {@return those of training images, to which the context was moved}
   *
   * @param context see {@link StudyContext#with}
   */
  public static NearestPoints ofTraining(StudyContext context) {
    return context.artefact(new Search(context.images(), "nearest-train"));
  }

  /** {@return the items that have a boundary point} */
  public List<Integer> found() {
    return IntStream.range(0, points.size()).filter(i -> points.get(i).found()).boxed().toList();
  }

  /**
   * {@return the first items that have a boundary point}
   *
   * @param limit items at most
   */
  public List<Integer> found(int limit) {
    List<Integer> found = found();
    return found.subList(0, Math.min(limit, found.size()));
  }

  /**
   * {@return the median of {@code ||r||} over the points found, input units; NaN if there are none}
   */
  public double medianNorm() {
    return Quantiles.of(
        points.stream().filter(BoundarySample::found).mapToDouble(BoundarySample::norm));
  }
}
