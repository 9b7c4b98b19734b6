package io.separatrix.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.separatrix.cli.terminal.ExitCode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code reproduce} with two models. */
final class ReproduceSeveralTest {

  @TempDir Path folder;

  @Test
  void reproduce_twoModels_leavesARunOfEachInTheSchemaAndTheirComparison() throws Exception {
    Path first = ToyModels.random(folder, 64, 4);
    Path other = ToyModels.random(folder, 64, 4, 6);
    Path out = folder.resolve("out");
    CommandRun run =
        CommandRun.of(
            "reproduce",
            "--model",
            first.toString(),
            "--model",
            other.toString(),
            "--data",
            ToyModels.images(folder, 12, 64).toString(),
            "--range",
            "0,1",
            "--quick",
            "--points",
            "4",
            "--train-points",
            "2",
            "--dimensions",
            "8",
            "--out",
            out.toString());
    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
    String name = "toy64-6";
    assertThat(out.resolve("toy64/report.html")).isNotEmptyFile();
    assertThat(out.resolve(name).resolve("report.html")).isNotEmptyFile();
    JsonNode summary =
        new ObjectMapper().readTree(out.resolve(name).resolve("summary.json").toFile());
    assertThat(SummarySchemaTest.published().validate(summary)).isEmpty();
    // Detection, with three claims, takes more images than this.
    assertThat(summary.get("claims")).hasSize(11);
    assertThat(summary.get("plane").get("agreement").asDouble(-1)).isBetween(0.0, 1.0);
    assertThat(out.resolve("compare/report.html"))
        .content()
        .contains("One plane, that of the first network");
    assertThat(out.resolve("compare/summary.json")).content().contains("boundary.norm", "toy64");
  }

  @Test
  void boundary_twoModels_isRefused() {
    CommandRun run =
        CommandRun.of("boundary", "--model", "lenet-fashion", "--model", "b", "--data", "c");
    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("'--model' should be specified only once");
  }
}
