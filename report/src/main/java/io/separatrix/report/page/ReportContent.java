package io.separatrix.report.page;

import io.separatrix.experiment.run.Manifest;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the studies of a run hand to its report: the content of {@code report.json}.
 *
 * @param schemaVersion version of the run folder's layout
 * @param opening id of the section whose key numbers alone stand at the top; null for the first
 *     ones of every section
 * @param lead what was looked at, in one sentence; null for a network and its images
 * @param sections in the order of the report
 */
public record ReportContent(
    int schemaVersion, @Nullable String opening, @Nullable String lead, List<Section> sections) {

  /** Sections of equal weight. */
  public static ReportContent of(List<Section> sections) {
    return new ReportContent(Manifest.SCHEMA_VERSION, null, null, List.copyOf(sections));
  }

  /** Sections after one that sums them up. */
  public static ReportContent opening(Section first, List<Section> others) {
    return new ReportContent(
        Manifest.SCHEMA_VERSION,
        first.id(),
        null,
        Stream.concat(Stream.of(first), others.stream()).toList());
  }

  /** The same with a sentence on what was looked at. */
  public ReportContent withLead(String sentence) {
    return new ReportContent(schemaVersion, opening, sentence, sections);
  }
}
