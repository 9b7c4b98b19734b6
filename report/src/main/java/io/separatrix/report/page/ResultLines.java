package io.separatrix.report.page;

import io.separatrix.experiment.run.RunFolder;
import java.util.List;

/** The most important numbers of a report in lines, for a terminal. */
public final class ResultLines {

  private ResultLines() {}

  /**
   * Numbers that the report has tiles for, rounded, with units and intervals.
   *
   * @param folder of a run with a report
   * @param most lines at most
   * @return value, what it is, and count and interval in brackets
   */
  public static List<String> of(RunFolder folder, int most) {
    ReportContent content = folder.readJson(RunFolder.SECTIONS, ReportContent.class);
    List<KeyNumber> numbers = new OpeningView(content).most(most);
    int widest = numbers.stream().mapToInt(number -> number.value().length()).max().orElse(0);
    return numbers.stream().map(number -> line(number, widest)).toList();
  }

  private static String line(KeyNumber number, int widest) {
    return " ".repeat(widest - number.value().length())
        + number.value()
        + "  "
        + number.label()
        + (number.detail().isEmpty() ? "" : " (" + number.detail() + ")");
  }
}
