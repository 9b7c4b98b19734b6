package io.separatrix.report.page;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A part of the report, as a study hands it over and {@code report.json} keeps it. All text is
 * plain; the report escapes it.
 *
 * @param id unique within the report, letters, digits and hyphens
 * @param title its heading
 * @param question what was asked, one or two sentences under the heading
 * @param headline what was found, one sentence with its numbers and intervals, written from them by
 *     a fixed rule; null where there is none, and in reports of before there were any
 * @param keyNumbers its most important numbers, the first of which may stand at the top of the
 *     report
 * @param blocks its content in order
 */
public record Section(
    String id,
    String title,
    String question,
    @Nullable String headline,
    List<KeyNumber> keyNumbers,
    List<Block> blocks) {

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9-]+");

  /** A section without a headline. */
  public Section(
      String id, String title, String question, List<KeyNumber> keyNumbers, List<Block> blocks) {
    this(id, title, question, null, keyNumbers, blocks);
  }

  public Section {
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException(
          "expected an id of letters, digits and hyphens, found " + id);
    }
    keyNumbers = List.copyOf(keyNumbers);
    blocks = List.copyOf(blocks);
  }

  /** The same section with a headline. */
  public Section withHeadline(String sentence) {
    return new Section(id, title, question, sentence, keyNumbers, blocks);
  }
}
