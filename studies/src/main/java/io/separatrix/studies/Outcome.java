package io.separatrix.studies;

import io.separatrix.studies.report.Section;
import java.util.List;

/**
 * What a study found.
 *
 * @param summary for {@code summary.json}
 * @param sections for the report, in order
 */
public record Outcome<S>(S summary, List<Section> sections) {}
