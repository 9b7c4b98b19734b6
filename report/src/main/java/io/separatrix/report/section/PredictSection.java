package io.separatrix.report.section;

import io.separatrix.experiment.Numbers;
import io.separatrix.report.page.Block;
import io.separatrix.report.page.KeyNumber;
import io.separatrix.report.page.Section;
import io.separatrix.studies.PredictStudy;
import java.util.ArrayList;
import java.util.List;

/** The report's section on accuracy. */
final class PredictSection {

  private PredictSection() {}

  static Section of(PredictStudy.Result result, SectionContext context) {
    PredictStudy.Summary summary = result.summary();
    List<KeyNumber> keys = new ArrayList<>();
    if (summary.labelled() > 0) {
      keys.add(
          new KeyNumber(
              Numbers.percent(summary.accuracy().estimate()),
              "accuracy",
              summary.correct()
                  + " of "
                  + summary.labelled()
                  + "; "
                  + Numbers.interval(summary.accuracy())));
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
            new Block.Details(
                "Images by predicted label",
                List.of(
                    new Block.Table(
                        "Predicted labels of " + summary.images() + " images.",
                        List.of("class", "images"),
                        rows)))));
  }
}
