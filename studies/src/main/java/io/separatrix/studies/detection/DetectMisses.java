package io.separatrix.studies.detection;

import io.separatrix.experiment.StudyContext;
import io.separatrix.experiment.run.PackedDoubles;
import io.separatrix.geometry.Ranking;
import io.separatrix.geometry.Vectors;
import io.separatrix.geometry.boundary.DeepFool;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The images on which detection did worst at the first alpha. Their perturbations are searched for
 * once more, since those of all images would fill the journal.
 */
public final class DetectMisses {

  /** Images of each kind. */
  private static final int SHOWN = 3;

  private DetectMisses() {}

  /**
   * One of them.
   *
   * @param overlooked whether it is a perturbed image with a small statistic, not a clean one with
   *     a large one
   * @param perturbation scaled by alpha
   */
  public record Miss(boolean overlooked, DetectSample sample, double[] perturbation) {}

  static List<Miss> of(DetectPlan plan, List<DetectSample> samples, StudyContext context) {
    List<DetectSample> found = samples.stream().filter(DetectSample::found).toList();
    List<DetectSample> overlooked = worst(found, sample -> -sample.perturbed().get(0).value());
    List<DetectSample> alarms = worst(found, sample -> sample.clean().value());
    List<DetectSample> shown = new ArrayList<>(overlooked);
    shown.addAll(alarms);
    List<PackedDoubles> perturbations =
        context.journaled(
            "detect-misses",
            PackedDoubles.class,
            shown,
            (sample, evaluator) ->
                PackedDoubles.of(
                    new DeepFool().search(context.image(sample.item()), evaluator).perturbation()));
    List<Miss> misses = new ArrayList<>();
    for (int i = 0; i < shown.size(); i++) {
      misses.add(
          new Miss(
              i < overlooked.size(),
              shown.get(i),
              Vectors.scale(plan.alphas().get(0), perturbations.get(i).values())));
    }
    return misses;
  }

  private static List<DetectSample> worst(
      List<DetectSample> found, ToDoubleFunction<DetectSample> badness) {
    double[] values = found.stream().mapToDouble(badness).toArray();
    return IntStream.of(Ranking.largest(values, SHOWN)).mapToObj(found::get).toList();
  }
}
