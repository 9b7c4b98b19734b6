package io.separatrix.report.section;

import io.separatrix.experiment.Numbers;
import io.separatrix.report.page.Block;
import io.separatrix.studies.detection.DetectorComparison;
import java.util.ArrayList;
import java.util.List;

/** Detectors against attacks in the report. */
final class ComparisonTables {

  private ComparisonTables() {}

  static List<Block> of(DetectorComparison comparison) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Block.Heading("Other detectors, other attacks"));
    blocks.add(table(comparison));
    DetectorComparison.AdaptiveOutcome adaptive = comparison.adaptive();
    if (adaptive != null) {
      blocks.add(new Block.Paragraph(text(adaptive, comparison.budget())));
    }
    return blocks;
  }

  private static Block table(DetectorComparison comparison) {
    List<String> attacks = List.copyOf(comparison.attacks().keySet());
    List<String> header = new ArrayList<>(List.of("detector"));
    attacks.forEach(attack -> header.add(shown(attack)));
    List<List<String>> rows = new ArrayList<>();
    List<String> norms = new ArrayList<>(List.of("images fooled; median norm"));
    comparison
        .attacks()
        .values()
        .forEach(
            outcome -> norms.add(outcome.found() + "; " + Numbers.shown(outcome.medianNorm())));
    rows.add(norms);
    comparison
        .detectors()
        .forEach(
            (detector, cells) -> {
              List<String> row = new ArrayList<>(List.of(shown(detector)));
              cells.values().forEach(cell -> row.add(cell(cell)));
              rows.add(row);
            });
    return new Block.Table(
        "Area under the ROC curve with its 95 % interval, and the share of labels recovered, for "
            + comparison.images()
            + " images. Every detector is set up from the same clean calibration images; noise has"
            + " the norm h and as many draws as Algorithm 2 has forward passes. The projected"
            + " gradient goes as deep into another region as a budget of "
            + Numbers.shown(comparison.budget())
            + " lets it.",
        header,
        rows);
  }

  private static String cell(DetectorComparison.Cell cell) {
    if (cell.pairs() == 0) {
      return "none";
    }
    String auc = Intervals.three(cell.auc()) + " (" + Intervals.endsWithThree(cell.auc()) + ")";
    return Double.isNaN(cell.labelRecovery())
        ? auc
        : auc + "; " + Numbers.percent(cell.labelRecovery());
  }

  private static String text(DetectorComparison.AdaptiveOutcome adaptive, double budget) {
    return "An attack that knows the detector, its threshold and its settings, but not its random"
        + " directions, with a budget of "
        + Numbers.shown(budget)
        + ": "
        + adaptive.evaded()
        + " of "
        + adaptive.images()
        + " images were misclassified and passed for natural ("
        + Numbers.percent(adaptive.evadedFraction().estimate())
        + ", "
        + Numbers.interval(adaptive.evadedFraction())
        + "), at a median norm of "
        + Numbers.shown(adaptive.medianNorm())
        + ". A failure of this attack would not prove that the detector holds.";
  }

  private static String shown(String name) {
    return switch (name) {
      case "curvature" -> "Algorithm 2";
      case "noiseLogOdds" -> "noise log-odds (Roth et al. 2019)";
      case "boundaryDistance" -> "distance to the boundary alone";
      case "featureSqueezing" -> "feature squeezing (Xu et al. 2018)";
      case "localIntrinsicDimension" -> "local intrinsic dimension (Ma et al. 2018)";
      case "decoupledDirectionAndNorm" -> "DDN (Rony et al. 2019)";
      case "projectedGradient" -> "PGD (Madry et al. 2018)";
      default -> name.replace("deepFool-", "DeepFool, alpha = ");
    };
  }
}
