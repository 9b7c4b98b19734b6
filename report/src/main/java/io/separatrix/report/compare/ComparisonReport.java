package io.separatrix.report.compare;

import io.separatrix.experiment.Numbers;
import io.separatrix.experiment.run.RunFolder;
import io.separatrix.experiment.run.Timings;
import io.separatrix.geometry.Interval;
import io.separatrix.report.page.Block;
import io.separatrix.report.page.KeyNumber;
import io.separatrix.report.page.Report;
import io.separatrix.report.page.ReportContent;
import io.separatrix.report.page.Section;
import io.separatrix.report.paper.Agreement;
import io.separatrix.report.paper.Claim;
import io.separatrix.report.paper.Paper;
import io.separatrix.report.paper.PaperComparison;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The report of a comparison: what differs, in words and numbers, and curves over each other. */
public final class ComparisonReport {

  private static final int SENTENCES = 3;
  private final List<RunFolder> runs;
  private final RunComparison comparison;
  private final RunFolder to;

  private ComparisonReport(List<RunFolder> runs, RunComparison comparison, RunFolder to) {
    this.runs = runs;
    this.comparison = comparison;
    this.to = to;
  }

  /**
   * Writes {@code summary.json} and the report.
   *
   * @param runs that were compared
   * @param to the folder of the comparison
   * @return the report's path
   */
  public static Path write(List<RunFolder> runs, RunComparison comparison, RunFolder to) {
    to.writeSummary(ComparisonSummary.of(comparison, comparison.claims(runs)));
    double seconds =
        Duration.between(to.manifest().session().started(), Instant.now()).toMillis() * 1e-3;
    to.end(new Timings(seconds, 0, 0, seconds, Double.NaN, Map.of()), true);
    return new ComparisonReport(runs, comparison, to).write();
  }

  private Path write() {
    List<Section> others = new ComparisonFigures(runs, comparison.names(), to).sections();
    ReportContent content =
        ReportContent.opening(differences(), others)
            .withLead(
                "The decision regions of "
                    + comparison.title()
                    + ", by the numbers of their runs.");
    return Report.write(to, content);
  }

  private Section differences() {
    List<KeyNumber> keys = new ArrayList<>();
    List<Block> blocks = new ArrayList<>();
    new InputUnits(runs.get(0)).note(runs, comparison.names()).ifPresent(blocks::add);
    CurvatureOperator.note(runs, comparison.names()).ifPresent(blocks::add);
    if (runs.size() > 2) {
      Leaderboard.of(runs, comparison.names()).map(Leaderboard::table).ifPresent(blocks::add);
    }
    for (int i = 0; i < comparison.numbers().size(); i++) {
      String other = comparison.names().get(i + 1);
      List<ComparedNumber> numbers = comparison.numbers().get(i);
      blocks.add(NumberTable.of(numbers, comparison.names().get(0), other));
      numbers.stream()
          .filter(ComparedNumber::differs)
          .map(number -> key(number, other))
          .forEach(keys::add);
    }
    agreements().ifPresent(blocks::add);
    List<Claim> claims = comparison.claims(runs);
    for (Paper paper : Paper.values()) {
      List<Claim> own = claims.stream().filter(claim -> claim.paper() == paper).toList();
      if (!own.isEmpty()) {
        blocks.add(
            PaperComparison.table(
                "What a later paper claims of such networks: " + paper.citation() + ".", own));
      }
    }
    if (!claims.isEmpty()) {
      blocks.add(new Block.Paragraph(Agreement.RULE));
    }
    return new Section(
            "compare",
            "What differs",
            "In which numbers do " + comparison.title() + " differ by more than chance?",
            keys,
            blocks)
        .withHeadline(headline());
  }

  /** Where each two of the networks give the same labels. */
  private Optional<Block> agreements() {
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      for (int j = i + 1; j < runs.size(); j++) {
        Optional<PlaneAgreement> agreement = PlaneAgreement.of(runs.get(i), runs.get(j));
        if (agreement.isPresent()) {
          Interval mean = agreement.get().mean();
          rows.add(
              List.of(
                  comparison.names().get(i),
                  comparison.names().get(j),
                  PlaneAgreement.sameArchitecture(runs.get(i), runs.get(j))
                      ? "the same"
                      : "another",
                  Numbers.percent(mean.estimate()),
                  Numbers.percent(mean.low()) + " to " + Numbers.percent(mean.high()),
                  "" + mean.count()));
        }
      }
    }
    return rows.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Block.Table(
                "Share of the points of planes through three images that two networks label alike.",
                List.of("network", "and", "architecture", "alike", "95 % interval", "planes"),
                rows));
  }

  /** A sentence for each of the first numbers that differ, and how many others do and do not. */
  private String headline() {
    List<String> sentences = new ArrayList<>();
    int open = 0;
    for (int i = 0; i < comparison.numbers().size(); i++) {
      for (ComparedNumber number : comparison.numbers().get(i)) {
        if (number.differs()) {
          sentences.add(sentence(number, comparison.names().get(i + 1)));
        } else {
          open++;
        }
      }
    }
    if (sentences.isEmpty()) {
      return "No number of these runs differs by more than chance.";
    }
    int said = Math.min(SENTENCES, sentences.size());
    String first = String.join(" ", sentences.subList(0, said));
    if (said == sentences.size() && open == 0) {
      return first;
    }
    return first
        + " Of the other numbers "
        + (sentences.size() - said)
        + " differ too, and of "
        + open
        + " these runs cannot tell.";
  }

  private String sentence(ComparedNumber number, String other) {
    Quantity quantity = number.quantity();
    boolean more = number.difference().estimate() > 0;
    Interval ratio = number.ratio();
    String by =
        quantity.share() || !Double.isFinite(ratio.low()) || !Double.isFinite(ratio.high())
            ? NumberTable.shown(quantity, number.difference().estimate(), true)
                + " (95 % interval "
                + NumberTable.ends(quantity, number.difference(), true)
                + ")"
            : Numbers.shown(ratio.estimate())
                + " times "
                + comparison.names().get(0)
                + "'s (95 % interval "
                + Numbers.shown(ratio.low())
                + " to "
                + Numbers.shown(ratio.high())
                + ")";
    return other
        + " "
        + (more ? quantity.more() : quantity.less())
        + ": "
        + quantity.label()
        + " "
        + by
        + ".";
  }

  private KeyNumber key(ComparedNumber number, String other) {
    Quantity quantity = number.quantity();
    return new KeyNumber(
        NumberTable.shown(quantity, number.second().estimate(), false),
        quantity.label() + ", " + other,
        comparison.names().get(0)
            + ": "
            + NumberTable.shown(quantity, number.first().estimate(), false)
            + "; difference "
            + NumberTable.ends(quantity, number.difference(), true));
  }
}
