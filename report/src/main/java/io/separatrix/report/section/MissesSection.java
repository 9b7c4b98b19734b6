package io.separatrix.report.section;

import io.separatrix.experiment.Numbers;
import io.separatrix.geometry.Vectors;
import io.separatrix.report.page.Block;
import io.separatrix.studies.detection.DetectMisses;
import io.separatrix.studies.detection.DetectSample;
import io.separatrix.studies.detection.DetectStudy;
import io.separatrix.studies.detection.StatisticValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The images on which detection did worst. */
final class MissesSection {

  private final SectionContext context;

  MissesSection(SectionContext context) {
    this.context = context;
  }

  /** Their pictures; null where images cannot be shown. */
  @Nullable Block of(DetectStudy.Result result) {
    Pictures pictures = Pictures.of(context);
    if (pictures == null || result.misses().isEmpty()) {
      return null;
    }
    List<Block.ImageRow> rows = new ArrayList<>();
    for (DetectMisses.Miss miss : result.misses()) {
      rows.add(
          row(
              miss.overlooked() ? "perturbed, but most natural" : "clean, but most suspicious",
              miss.sample(),
              miss.perturbation(),
              pictures));
    }
    return new Block.ImageRows(
        "The worst misses at alpha = "
            + DetectStudy.name(result.plan().alphas().get(0))
            + ": perturbed images with the smallest statistic, and clean ones with the largest."
            + " Under each image its predicted label and its statistic; the perturbation is"
            + " magnified so that 99 % of it fits, grey is zero.",
        rows);
  }

  private Block.ImageRow row(
      String title, DetectSample sample, double[] perturbation, Pictures pictures) {
    double[] x = context.image(sample.item());
    StatisticValue perturbed = sample.perturbed().get(0);
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
