package io.separatrix.studies;

import io.separatrix.studies.report.Block;
import io.separatrix.studies.report.KeyNumber;
import io.separatrix.studies.report.Section;
import java.util.ArrayList;
import java.util.List;

/** The report's section on accuracy. */
final class PredictSection {

  private PredictSection() {}

  static Section of(PredictStudy.Summary summary, StudyContext context) {
    List<KeyNumber> keys = new ArrayList<>();
    if (summary.labelled() > 0) {
      keys.add(
          new KeyNumber(
              Numbers.percent(summary.accuracy()),
              "accuracy",
              summary.correct()
                  + " of "
                  + summary.labelled()
                  + "; "
                  + Numbers.interval(summary.accuracyLow(), summary.accuracyHigh())));
    }
    keys.add(
        new KeyNumber(
            Numbers.shown(summary.medianMargin()),
            "median margin, logits",
            "largest minus second largest logit; " + summary.images() + " images"));
    List<List<String>> rows = new ArrayList<>();
    for (int label = 0; label < summary.predictedPerClass().length; label++) {
      if (summary.predictedPerClass()[label] > 0) {
        rows.add(List.of(context.className(label), "" + summary.predictedPerClass()[label]));
      }
    }
    return new Section(
        "predict",
        "Predictions",
        "What does the network say of the images before anything is done to them?",
        keys,
        List.of(
            new Block.Table(
                "Predicted labels of " + summary.images() + " images.",
                List.of("class", "images"),
                rows)));
  }
}
