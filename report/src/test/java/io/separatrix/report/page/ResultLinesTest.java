package io.separatrix.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.separatrix.experiment.run.RunFolder;
import io.separatrix.report.Runs;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultLinesTest {

  @TempDir private Path folder = Path.of("");

  private static Section section(String id, KeyNumber... numbers) {
    return new Section(id, id, "?", List.of(numbers), List.of());
  }

  private List<String> lines(ReportContent content, int most) {
    try (RunFolder run =
        RunFolder.start(
            folder.resolve("run"),
            RunFolder.Existing.REFUSE,
            Runs.manifest(Map.of(), "a".repeat(64), 1))) {
      run.writeJson(RunFolder.SECTIONS, content);
      return ResultLines.of(run, most);
    }
  }

  @Test
  void of_numbersOfSeveralSections_firstOfEachInTheOrderOfImportance() {
    ReportContent content =
        ReportContent.of(
            List.of(
                section("inspect", new KeyNumber("61,706", "parameters", "")),
                section(
                    "predict",
                    new KeyNumber("80 %", "recognised", "80 of 100"),
                    new KeyNumber("3.1", "mean margin, logits", "")),
                section(
                    "boundary",
                    new KeyNumber("0.0421", "mean relative distance", "100; 0.04 to 0.0442"),
                    new KeyNumber("100 %", "converged", "100 of 100"))));
    assertThat(lines(content, 3))
        .containsExactly(
            "0.0421  mean relative distance (100; 0.04 to 0.0442)",
            "  80 %  recognised (80 of 100)",
            " 100 %  converged (100 of 100)");
  }

  @Test
  void of_sectionThatOpensTheReport_isFirst() {
    ReportContent content =
        ReportContent.opening(
            section("compare", new KeyNumber("0.158", "mean curvature", "")),
            List.of(section("boundary", new KeyNumber("0.4", "distance", ""))));
    assertThat(lines(content, 10)).containsExactly("0.158  mean curvature", "  0.4  distance");
  }

  @Test
  void of_reportThatOnlyDescribes_showsWhatItHas() {
    ReportContent content =
        ReportContent.of(List.of(section("inspect", new KeyNumber("7,850", "parameters", ""))));
    assertThat(lines(content, 10)).containsExactly("7,850  parameters");
  }

  @Test
  void of_reportWithoutNumbers_hasNoLines() {
    assertThat(lines(ReportContent.of(List.of(section("gallery"))), 10)).isEmpty();
  }
}
