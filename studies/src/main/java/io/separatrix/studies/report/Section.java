package io.separatrix.studies.report;

import java.util.List;

/**
 * A part of the report, as a study hands it over and {@code report.json} keeps it. All text is
 * plain; the report escapes it.
 *
 * @param id unique within the report, letters, digits and hyphens
 * @param title its heading
 * @param question what was asked, one or two sentences under the heading
 * @param keyNumbers its most important numbers; they are repeated at the top of the report
 * @param blocks its content in order
 */
public record Section(
    String id, String title, String question, List<KeyNumber> keyNumbers, List<Block> blocks) {}
