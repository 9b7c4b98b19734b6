package io.separatrix.studies.detection;

import io.separatrix.experiment.StudyContext;
import java.util.ArrayList;
import java.util.List;

/** The table of samples: one row for each clean image and for each scaling of its perturbation. */
final class DetectTable {

  static final List<String> COLUMNS =
      List.of(
          "index",
          "label",
          "alpha",
          "norm",
          "relativeNorm",
          "predicted",
          "statistic",
          "standardError",
          "recovered",
          "runnerUp",
          "directions",
          "evaluations");

  private DetectTable() {}

  static List<List<?>> rows(List<Double> alphas, List<DetectSample> samples, StudyContext context) {
    List<List<?>> rows = new ArrayList<>();
    for (DetectSample sample : samples) {
      rows.add(row(sample, 0, sample.clean(), context));
      for (int a = 0; a < sample.perturbed().size(); a++) {
        rows.add(row(sample, alphas.get(a), sample.perturbed().get(a), context));
      }
    }
    return rows;
  }

  private static List<?> row(
      DetectSample sample, double alpha, StatisticValue score, StudyContext context) {
    return List.of(
        context.images().index(sample.item()),
        sample.clean().label(),
        alpha,
        alpha * sample.norm(),
        alpha * sample.relativeNorm(),
        score.label(),
        score.value(),
        score.standardError(),
        score.recovered(),
        score.runnerUp(),
        score.directions(),
        score.evaluations());
  }
}
