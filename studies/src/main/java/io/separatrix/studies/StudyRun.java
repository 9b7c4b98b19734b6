package io.separatrix.studies;

import io.separatrix.studies.report.Report;
import io.separatrix.studies.report.Section;
import io.separatrix.studies.run.RunFolder;
import io.separatrix.studies.run.Stopwatch;
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

  /** Runs everything. The time is recorded also if a study throws, the run then as incomplete. */
  public void run() {
    RunFolder folder = context.folder();
    Stopwatch stopwatch = context.stopwatch();
    boolean complete = false;
    try {
      Map<String, Object> summaries = new LinkedHashMap<>();
      List<Section> sections = new ArrayList<>();
      for (Study<?> study : studies) {
        Outcome<?> outcome = stopwatch.phase(study.name(), () -> study.run(context));
        summaries.put(study.name(), outcome.summary());
        sections.addAll(outcome.sections());
      }
      folder.writeSummary(summaries.size() == 1 ? summaries.values().iterator().next() : summaries);
      complete = true;
      folder.end(stopwatch.timings(), complete);
      stopwatch.phase(Stopwatch.REPORT, () -> Report.write(folder, sections));
    } finally {
      folder.end(stopwatch.timings(), complete);
    }
  }
}
