package io.separatrix.studies.report;

import java.util.List;

/**
 * What the studies of a run hand to its report: the content of {@code report.json}.
 *
 * @param schemaVersion version of the run folder's layout
 * @param sections in the order of the report
 */
public record ReportContent(int schemaVersion, List<Section> sections) {}
