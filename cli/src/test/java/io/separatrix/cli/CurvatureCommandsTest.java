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

/**
 * The curvature commands end to end, on a trained network and real images; {@code operators} so
 * with {@code -Pslow} only.
 */
class CurvatureCommandsTest {

  @TempDir private Path folder = Path.of("");

  private CommandRun run(String command, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                command,
                "--model",
                "lenet-fashion",
                "--data",
                "fashion-mnist-sample",
                "--out",
                folder.resolve(command).toString(),
                "--format",
                "json"));
    arguments.addAll(Arrays.asList(more));
    return CommandRun.of(arguments.toArray(String[]::new));
  }

  private JsonNode summary(String command, String... more) throws IOException {
    CommandRun run = run(command, more);
    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
    return new ObjectMapper().readTree(run.out());
  }

  @Test
  void sensitivity_negativeNoise_isRefused() {
    CommandRun run = run("sensitivity", "--limit", "2", "--noise", "0,-0.1");
    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("--noise", "-0.1");
    assertThat(folder.resolve("sensitivity")).doesNotExist();
  }

  @Test
  void asymmetry_fewerDirectionsThanABlock_isRefused() {
    CommandRun run = run("asymmetry", "--limit", "2", "--directions", "15");
    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("--directions", "at least 16", "15");
    assertThat(folder.resolve("asymmetry")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e-300", "1e300"})
  void curvature_sharpnessWithoutGradients_isRefused(String sharpness) {
    CommandRun run = run("curvature", "--limit", "1", "--sharpness", sharpness);
    assertThat(run.code()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.err()).contains("no gradient", "choose a sharpness");
  }

  @Test
  void curvature_exactHessianOfPiecewiseLinearNetwork_isRefusedWithTheReason() {
    CommandRun run = run("curvature", "--limit", "2", "--operator", "exact");
    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("piecewise linear", "zero almost everywhere", "surrogate");
    assertThat(folder.resolve("curvature")).doesNotExist();
  }

  @Test
  void curvature_twoPoints_profileSectionsAndScales() throws IOException {
    JsonNode summary =
        summary("curvature", "--limit", "2", "--sharpness", "32", "--dense-check", "1");
    JsonNode profile = summary.get("profile");
    assertThat(profile).hasSize(783);
    assertThat(profile.get(0).asDouble()).isPositive();
    assertThat(profile.get(782).asDouble()).isNegative();
    assertThat(summary.get("asymmetry").asDouble()).isLessThan(1e-3);
    assertThat(summary.get("check").get("largestExtremeError").asDouble()).isLessThan(0.02);
    assertThat(summary.get("check").get("largestProfileError").asDouble()).isLessThan(0.02);
    assertThat(summary.get("scales")).hasSize(6);
    for (JsonNode scale : summary.get("scales")) {
      // Differences of a ReLU network's gradients are far from symmetric at any scale.
      assertThat(scale.get("asymmetry").asDouble()).isBetween(0.2, 1.5);
    }
    for (String kind : List.of("largest", "median", "smallest")) {
      assertThat(folder.resolve("curvature/figures/normal-section-2-" + kind + ".svg"))
          .isNotEmptyFile();
    }
  }

  @Test
  void directionsThenSensitivity_fewPoints_randomShareIsTheSquareRootOfTheDimensions()
      throws IOException {
    JsonNode directions =
        summary(
            "directions",
            "--limit",
            "3",
            "--train-points",
            "6",
            "--dimensions",
            "20",
            "--sharpness",
            "32");
    assertThat(directions.get("trainPoints").asInt()).isEqualTo(6);
    assertThat(directions.get("ratio")).hasSize(20);
    // How far they are shared takes more points to show; here, that each was measured.
    for (JsonNode ratio : directions.get("ratio")) {
      assertThat(ratio.asDouble()).isPositive();
    }
    JsonNode sensitivity =
        summary(
            "sensitivity",
            "--limit",
            "100",
            "--noise",
            "0,0.2",
            "--basis",
            folder.resolve("directions/basis.npy").toString());
    double random = sensitivity.get("projection").get("random").asDouble();
    assertThat(random).isCloseTo(Math.sqrt(20.0 / 784), within(0.01));
    assertThat(sensitivity.get("projection").get("adversarial").asDouble())
        .isGreaterThan(1.2 * random);
  }

  @Test
  void asymmetry_fewPoints_countsBothKindsOfImage() throws IOException {
    JsonNode summary = summary("asymmetry", "--offset", "2", "--limit", "4", "--directions", "64");
    assertThat(summary.get("steps")).hasSize(4);
    for (String side : List.of("clean", "perturbed")) {
      assertThat(summary.get(side).get("points").asInt()).isEqualTo(4);
      assertThat(summary.get(side).get("low").asDouble())
          .isLessThan(summary.get(side).get("high").asDouble());
    }
    List<String> samples = Files.readAllLines(folder.resolve("asymmetry/samples.csv"));
    assertThat(samples.subList(1, samples.size()).stream().map(row -> row.split(",")[0]).distinct())
        .containsExactly("2", "3", "4", "5");
  }

  @Test
  void operators_onePoint_listsEachWithItsCost() throws IOException {
    // Dense matrices of seven operators take 17 seconds on 784 pixels; elsewhere 64 are a sample.
    boolean whole = Boolean.getBoolean("separatrix.slow");
    CommandRun run =
        CommandRun.of(
            "operators",
            "--model",
            whole ? "lenet-fashion" : ToyModels.random(folder, 64, 4).toString(),
            "--data",
            whole ? "fashion-mnist-sample" : ToyModels.images(folder, 4, 64).toString(),
            "--range",
            "0,1",
            "--limit",
            "1",
            "--out",
            folder.resolve("operators").toString(),
            "--format",
            "json");
    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
    JsonNode summary = new ObjectMapper().readTree(run.out());
    JsonNode rows = summary.get("operators");
    assertThat(rows).hasSize(7);
    for (JsonNode row : rows) {
      assertThat(row.get("evaluations").asDouble()).isPositive();
      boolean differences = row.get("operator").asText().equals("gradient");
      assertThat(row.get("asymmetry").asDouble() > 0.1).isEqualTo(differences);
    }
    assertThat(rows.get(0).get("overlap").asDouble()).isCloseTo(1, within(1e-9));
  }
}
