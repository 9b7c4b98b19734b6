package io.separatrix.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.separatrix.cli.terminal.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Inputs of one or two values, images that are black or equal, and classes without a boundary. */
class ToyTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder = Path.of("");

  private CommandRun run(String command, Path model, Path data, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                command,
                "--model",
                model.toString(),
                "--data",
                data.toString(),
                "--range",
                "0,1",
                "--out",
                folder.resolve(command).toString()));
    arguments.addAll(Arrays.asList(more));
    return CommandRun.of(arguments.toArray(String[]::new));
  }

  private JsonNode summary(String command) throws IOException {
    return JSON.readTree(folder.resolve(command).resolve("summary.json").toFile());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "predict",
        "boundary",
        "paths",
        "slice",
        "curvature",
        "asymmetry",
        "operators",
        "detect"
      })
  void command_inputsOfTwoValues_works(String command) throws IOException {
    CommandRun run = run(command, ToyModels.random(folder, 2, 3), ToyModels.images(folder, 24, 2));
    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"predict", "boundary", "paths"})
  void command_inputsOfOneValue_works(String command) throws IOException {
    CommandRun run = run(command, ToyModels.random(folder, 1, 3), ToyModels.images(folder, 24, 1));
    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"slice", "curvature", "asymmetry", "operators", "detect"})
  void command_tangentOfInputsOfOneValue_isRefusedWithTheReason(String command) throws IOException {
    CommandRun run = run(command, ToyModels.random(folder, 1, 3), ToyModels.images(folder, 24, 1));
    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.err()).contains("at least two values");
    assertThat(folder.resolve(command)).doesNotExist();
  }

  @Test
  void slice_equalImages_isRefusedWithTheReason() throws IOException {
    float[] values = new float[12 * 4];
    for (int i = 0; i < values.length; i++) {
      values[i] = i < 4 ? 0.9f : 0.4f + 0.1f * (i % 4); // the first differs, for the preflight
    }
    CommandRun run =
        run(
            "slice",
            ToyModels.random(folder, 4, 2),
            ToyModels.images(folder, values, 12, 4),
            "--first",
            "4",
            "--second",
            "7");
    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.err()).contains("two different images of one predicted label", "--first");
  }

  @Test
  void directions_noImagesBesideTheRuns_saysSoAndNotTheOffset() throws IOException {
    CommandRun run =
        run("directions", ToyModels.random(folder, 2, 3), ToyModels.images(folder, 20, 2));
    assertThat(run.code()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.err())
        .contains("one part of 20 images", "16 at most", "--limit N")
        .doesNotContain("--offset");
    assertThat(folder.resolve("directions")).doesNotExist();
  }

  @Test
  void boundary_classesThatNeverMeet_leavesCellsEmpty() throws IOException {
    CommandRun run = run("boundary", ToyModels.parallel(folder, 4), ToyModels.images(folder, 5, 4));
    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
    List<String> rows = Files.readAllLines(folder.resolve("boundary/samples.csv"));
    assertThat(rows.subList(1, 6)).allMatch(row -> row.matches("\\d,,0,,,,,,false,\\d+,\\d+,"));
    assertThat(summary("boundary").get("found").asInt()).isZero();
    assertThat(summary("boundary").get("medianNorm").isNull()).isTrue();
    assertThat(Files.readString(folder.resolve("boundary/report.html")))
        .contains("No search came to a boundary")
        .doesNotContain("NaN", "Infinity");
  }

  @Test
  void curvature_classesThatNeverMeet_hasNoPoints() throws IOException {
    CommandRun run =
        run("curvature", ToyModels.parallel(folder, 4), ToyModels.images(folder, 5, 4));
    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
    assertThat(summary("curvature").get("points").asInt()).isZero();
    assertThat(summary("curvature").get("meanCurvature").isNull()).isTrue();
  }

  @Test
  void directions_classesThatNeverMeet_isRefusedWithTheReason() throws IOException {
    CommandRun run =
        run(
            "directions",
            ToyModels.parallel(folder, 4),
            ToyModels.images(folder, 10, 4),
            "--limit",
            "6");
    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.err()).contains("expected boundary points");
  }

  @Test
  void boundary_blackImage_isLeftOutOfTheRelativeNorm() throws IOException {
    float[] values = {0, 0, 0, 0, 0.5f, 0.1f, 0.9f, 0.2f, 0.3f, 0.8f, 0.4f, 0.6f};
    CommandRun run =
        run("boundary", ToyModels.random(folder, 4, 3), ToyModels.images(folder, values, 3, 4));
    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
    JsonNode summary = summary("boundary");
    assertThat(summary.get("found").asInt()).isEqualTo(3);
    assertThat(summary.get("blackImages").asInt()).isEqualTo(1);
    List<String> rows = Files.readAllLines(folder.resolve("boundary/samples.csv"));
    assertThat(rows.get(1).split(",", -1)[5]).isEmpty();
    double mean =
        (Double.parseDouble(rows.get(2).split(",", -1)[5])
                + Double.parseDouble(rows.get(3).split(",", -1)[5]))
            / 2;
    assertThat(summary.get("meanRelativeNorm").asDouble()).isCloseTo(mean, within(1e-12));
    assertThat(Files.readString(folder.resolve("boundary/report.html"))).contains("leaves out 1");
  }
}
