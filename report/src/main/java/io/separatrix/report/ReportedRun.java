package io.separatrix.report;

import static java.util.Objects.requireNonNullElse;

import io.separatrix.data.DataException;
import io.separatrix.experiment.Experiment;
import io.separatrix.experiment.Study;
import io.separatrix.experiment.StudyResult;
import io.separatrix.experiment.UnfinishedPassException;
import io.separatrix.experiment.run.OpenPass;
import io.separatrix.experiment.run.RunFolder;
import io.separatrix.experiment.run.Stopwatch;
import io.separatrix.experiment.run.Timings;
import io.separatrix.report.chart.Fonts;
import io.separatrix.report.page.Block;
import io.separatrix.report.page.Report;
import io.separatrix.report.page.ReportContent;
import io.separatrix.report.page.Section;
import io.separatrix.report.paper.PaperComparison;
import io.separatrix.report.section.SectionContext;
import io.separatrix.report.section.Sections;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Runs studies one after the other in an experiment with a run folder and writes what they found.
 * {@code summary.json} holds the summary of a single study as it is, those of several each under
 * its study's name; {@code report.html} has a section for each. Numbers are written before anything
 * is drawn, so that they are there whatever becomes of the figures.
 */
public final class ReportedRun {

  private final Experiment experiment;
  private final RunFolder folder;
  private final Stopwatch stopwatch;
  private final boolean besidePaper;
  private final Map<String, Object> summaries = new LinkedHashMap<>();
  private final List<Supplier<Section>> sections = new ArrayList<>();
  private final Set<StudyResult> shown = new HashSet<>();
  private final Map<String, OpenPass> open = new LinkedHashMap<>();

  /**
   * @param folder that the experiment keeps its results in
   * @param stopwatch takes the time of every study, and of drawing
   * @param besidePaper whether the report opens with the paper's claims beside the run's numbers;
   *     {@code summary.json} has them under {@code claims} then
   */
  public ReportedRun(
      Experiment experiment, RunFolder folder, Stopwatch stopwatch, boolean besidePaper) {
    this.experiment = experiment;
    this.folder = folder;
    this.stopwatch = stopwatch;
    this.besidePaper = besidePaper;
  }

  /**
   * Runs everything. The time is recorded also if a study throws, the run then as incomplete. Where
   * items are missing that are done elsewhere, the studies that need them are left out, and nothing
   * is drawn or summed up: the run waits.
   *
   * @return where the time went
   * @throws io.separatrix.report.chart.NoFontException if nothing can be drawn; the numbers are
   *     written then
   */
  public Timings run(List<Study<?>> studies) {
    boolean complete = false;
    boolean waits = false;
    try {
      studies.forEach(this::study);
      if (!open.isEmpty()) {
        waits = true;
        folder.endWaiting(stopwatch.timings());
        return stopwatch.timings();
      }
      Optional<PaperComparison> comparison = summarized();
      Fonts.require();
      ReportContent content = drawn(comparison);
      complete = true;
      // The report shows the run as ended, so it comes after the first of two entries.
      folder.end(stopwatch.timings(), true);
      stopwatch.phase(Stopwatch.REPORT, () -> Report.write(folder, content));
    } finally {
      if (!waits) {
        folder.end(stopwatch.timings(), complete);
      }
    }
    return stopwatch.timings();
  }

  /** {@return the passes that the run waits for; empty when it is complete} */
  public List<OpenPass> open() {
    return List.copyOf(open.values());
  }

  private Optional<PaperComparison> summarized() {
    if (!besidePaper) {
      folder.writeSummary(summaries.size() == 1 ? summaries.values().iterator().next() : summaries);
      return Optional.empty();
    }
    PaperComparison comparison = PaperComparison.of(summaries.values());
    summaries.put("claims", comparison.rows());
    folder.writeSummary(summaries);
    return Optional.of(comparison);
  }

  private ReportContent drawn(Optional<PaperComparison> comparison) {
    List<Section> drawn =
        sections.stream().map(section -> stopwatch.phase(Stopwatch.FIGURES, section)).toList();
    return comparison
        .map(
            beside ->
                ReportContent.opening(
                    beside.section(), drawn.stream().map(beside::annotated).toList()))
        .orElseGet(() -> ReportContent.of(drawn));
  }

  /**
   * Runs one study. Among all studies of the paper, one that the images are not enough for says so
   * in its place, and the others go on.
   */
  private void study(Study<?> study) {
    try {
      stopwatch.phase(
          study.name(),
          () -> {
            StudyResult result = experiment.run(study);
            summaries.put(study.name(), result.summary());
            result.parts().forEach(part -> show(study.name(), part));
            show(study.name(), result);
            return result;
          });
    } catch (UnfinishedPassException e) {
      open.putIfAbsent(e.pass(), new OpenPass(study.name(), e.pass(), e.missing()));
    } catch (DataException e) {
      if (!besidePaper) {
        throw e;
      }
      String reason = requireNonNullElse(e.getMessage(), e.toString());
      summaries.put(study.name(), Map.of("notPossible", reason));
      Section instead =
          new Section(
              study.name(),
              "Not possible: " + study.name(),
              "These images do not allow this study.",
              List.of(),
              List.of(new Block.Paragraph(reason)));
      sections.add(() -> instead);
    }
  }

  private void show(String study, StudyResult result) {
    if (shown.add(result)) {
      sections.add(() -> Sections.of(study, result, new SectionContext(experiment, folder)));
    }
  }
}
