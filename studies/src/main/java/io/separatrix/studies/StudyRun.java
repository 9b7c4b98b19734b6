package io.separatrix.studies;

import static java.util.Objects.requireNonNullElse;

import io.separatrix.data.DataException;
import io.separatrix.experiment.run.RunFolder;
import io.separatrix.experiment.run.Stopwatch;
import io.separatrix.experiment.run.Timings;
import io.separatrix.studies.paper.PaperComparison;
import io.separatrix.studies.report.Block;
import io.separatrix.studies.report.Report;
import io.separatrix.studies.report.ReportContent;
import io.separatrix.studies.report.Section;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs studies one after the other into one run folder and writes what they found. {@code
 * summary.json} holds the summary of a single study as it is, those of several each under its
 * study's name.
 */
public final class StudyRun {

  private final List<Study<?>> studies;
  private final StudyContext context;
  private final boolean besidePaper;

  /**
   * @param besidePaper whether the report opens with the paper's claims beside the run's numbers;
   *     {@code summary.json} has them under {@code claims} then
   */
  public StudyRun(List<Study<?>> studies, StudyContext context, boolean besidePaper) {
    this.studies = List.copyOf(studies);
    this.context = context;
    this.besidePaper = besidePaper;
  }

  /**
   * Runs everything. The time is recorded also if a study throws, the run then as incomplete.
   *
   * @return where the time went
   */
  public Timings run() {
    boolean complete = false;
    try {
      ReportContent content = studies();
      complete = true;
      RunFolder folder = context.folder();
      // The report shows the run as ended, so it comes after the first of two entries.
      folder.end(context.stopwatch().timings(), true);
      context.stopwatch().phase(Stopwatch.REPORT, () -> Report.write(folder, content));
    } finally {
      context.folder().end(context.stopwatch().timings(), complete);
    }
    return context.stopwatch().timings();
  }

  private ReportContent studies() {
    Map<String, Object> summaries = new LinkedHashMap<>();
    List<Section> sections = new ArrayList<>();
    for (Study<?> study : studies) {
      Outcome<?> outcome = context.stopwatch().phase(study.name(), () -> outcome(study));
      summaries.put(study.name(), outcome.summary());
      sections.addAll(outcome.sections());
    }
    if (!besidePaper) {
      context
          .folder()
          .writeSummary(summaries.size() == 1 ? summaries.values().iterator().next() : summaries);
      return ReportContent.of(sections);
    }
    PaperComparison comparison = PaperComparison.of(summaries.values());
    summaries.put("claims", comparison.rows());
    context.folder().writeSummary(summaries);
    return ReportContent.opening(
        comparison.section(), sections.stream().map(comparison::annotated).toList());
  }

  /**
   * What a study found. Among all studies of the paper, one that the images are not enough for says
   * so in its place, and the others go on.
   */
  private Outcome<?> outcome(Study<?> study) {
    if (!besidePaper) {
      return study.run(context);
    }
    try {
      return study.run(context);
    } catch (DataException e) {
      String reason = requireNonNullElse(e.getMessage(), e.toString());
      return new Outcome<>(
          Map.of("notPossible", reason),
          List.of(
              new Section(
                  study.name(),
                  "Not possible: " + study.name(),
                  "These images do not allow this study.",
                  List.of(),
                  List.of(new Block.Paragraph(reason)))));
    }
  }
}
