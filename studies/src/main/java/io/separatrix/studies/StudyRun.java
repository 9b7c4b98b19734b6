package io.separatrix.studies;

import io.separatrix.studies.report.Report;
import io.separatrix.studies.report.Section;
import io.separatrix.studies.run.RunFolder;
import io.separatrix.studies.run.Stopwatch;
import io.separatrix.studies.run.Timings;
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

  public StudyRun(List<Study<?>> studies, StudyContext context) {
    this.studies = List.copyOf(studies);
    this.context = context;
  }

  /**
   * Runs everything. The time is recorded also if a study throws, the run then as incomplete.
   *
   * @return where the time went
   */
  public Timings run() {
    boolean complete = false;
    try {
      List<Section> sections = studies();
      complete = true;
      RunFolder folder = context.folder();
      // The report shows the run as ended, so it comes after the first of two entries.
      folder.end(context.stopwatch().timings(), true);
      context.stopwatch().phase(Stopwatch.REPORT, () -> Report.write(folder, sections));
    } finally {
      context.folder().end(context.stopwatch().timings(), complete);
    }
    return context.stopwatch().timings();
  }

  private List<Section> studies() {
    Map<String, Object> summaries = new LinkedHashMap<>();
    List<Section> sections = new ArrayList<>();
    for (Study<?> study : studies) {
      Outcome<?> outcome = context.stopwatch().phase(study.name(), () -> study.run(context));
      summaries.put(study.name(), outcome.summary());
      sections.addAll(outcome.sections());
    }
    context
        .folder()
        .writeSummary(summaries.size() == 1 ? summaries.values().iterator().next() : summaries);
    return sections;
  }
}
