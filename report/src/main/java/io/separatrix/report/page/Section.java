package io.separatrix.report.page;

import java.util.List;
import java.util.regex.Pattern;

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
    String id, String title, String question, List<KeyNumber> keyNumbers, List<Block> blocks) {

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9-]+");

  public Section {
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException(
          "expected an id of letters, digits and hyphens, found " + id);
    }
    keyNumbers = List.copyOf(keyNumbers);
    blocks = List.copyOf(blocks);
  }
}
