package io.separatrix.studies.detection;

import io.separatrix.experiment.PackedDoubles;
import io.separatrix.geometry.Vectors;
import io.separatrix.geometry.boundary.DeepFool;
import io.separatrix.studies.Numbers;
import io.separatrix.studies.Pictures;
import io.separatrix.studies.StudyContext;
import io.separatrix.studies.report.Block;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The images on which detection did worst. Their perturbations are searched for once more, since
 * those of all images would fill the journal.
 */
final class DetectMisses {

  /** Images of each kind. */
  private static final int SHOWN = 3;

  private final DetectPlan plan;
  private final StudyContext context;

  DetectMisses(DetectPlan plan, StudyContext context) {
    this.plan = plan;
    this.context = context;
  }

  /** Images of the worst misses at the first alpha; null where images cannot be shown. */
  @Nullable Block of(List<DetectSample> samples) {
    Pictures pictures = Pictures.of(context);
    List<DetectSample> found = samples.stream().filter(DetectSample::found).toList();
    if (pictures == null || found.isEmpty()) {
      return null;
    }
    List<DetectSample> overlooked =
        found.stream()
            .sorted(Comparator.comparingDouble(sample -> sample.perturbed().get(0).value()))
            .limit(SHOWN)
            .toList();
    List<DetectSample> alarms =
        found.stream()
            .sorted(Comparator.comparingDouble(sample -> -sample.clean().value()))
            .limit(SHOWN)
            .toList();
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
    List<Block.ImageRow> rows = new ArrayList<>();
    for (int i = 0; i < shown.size(); i++) {
      rows.add(
          row(
              i < overlooked.size() ? "perturbed, but most natural" : "clean, but most suspicious",
              shown.get(i),
              Vectors.scale(plan.alphas().get(0), perturbations.get(i).values()),
              pictures));
    }
    return new Block.ImageRows(
        "The worst misses at alpha = "
            + DetectStudy.name(plan.alphas().get(0))
            + ": perturbed images with the smallest statistic, and clean ones with the largest."
            + " Under each image its predicted label and its statistic; the perturbation is"
            + " magnified so that 99 % of it fits, grey is zero.",
        rows);
  }

  private Block.ImageRow row(
      String title, DetectSample sample, double[] perturbation, Pictures pictures) {
    double[] x = context.image(sample.item());
    Score perturbed = sample.perturbed().get(0);
    return new Block.ImageRow(
        title + ": image " + context.images().index(sample.item()),
        List.of(
            pictures.image(
                x,
                "image of " + context.className(sample.clean().label()),
                context.className(sample.clean().label()),
                "statistic " + Numbers.shown(sample.clean().value())),
            pictures.perturbation(
                perturbation,
                pictures.magnification(perturbation),
                "its perturbation, magnified",
                "norm " + Numbers.shown(Vectors.norm(perturbation))),
            pictures.image(
                Vectors.add(x, perturbation),
                "the perturbed image",
                context.className(perturbed.label()),
                "statistic "
                    + Numbers.shown(perturbed.value())
                    + ", recovered "
                    + context.className(perturbed.recovered()))));
  }
}
