package io.separatrix.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The simulation of more executors, where its answer is known. */
class ScalingTest {

  private static final Path SCALING = Path.of("scaling").toAbsolutePath();

  @TempDir private Path folder = Path.of("");

  @BeforeEach
  void python() throws InterruptedException {
    boolean found;
    try {
      found =
          new ProcessBuilder("python3", "--version")
                  .redirectErrorStream(true)
                  .redirectOutput(folder.resolve("version").toFile())
                  .start()
                  .waitFor()
              == 0;
    } catch (IOException e) {
      found = false;
    }
    assumeTrue(found, "no python3, which the simulation is written in");
  }

  private List<String> simulate(Path passes, String... options) throws Exception {
    Path out = folder.resolve("out");
    List<String> command =
        new ArrayList<>(
            List.of("python3", SCALING.resolve("simulate.py").toString(), passes.toString()));
    command.addAll(List.of(options));
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile()).start();
    assertThat(process.waitFor()).as(Files.readString(out)).isZero();
    return Files.readAllLines(out);
  }

  private Path passes(String... lines) throws IOException {
    return Files.writeString(
        folder.resolve("passes.csv"),
        "pass,round,items,seconds,spread,kilobytes\n" + String.join("\n", lines) + "\n");
  }

  /** 300 items in chunks of 11: the busiest of ten executors does three of them, 33 items. */
  @Test
  void simulate_equalItemsAndNothingElse_isTheChunksOfTheBusiestExecutor() throws Exception {
    assertThat(
            simulate(
                passes("one,1,300,3000,1,0"),
                "--executors=1,10",
                "--start=0",
                "--round=0",
                "--task=0",
                "--driver=0",
                "--slow=0"))
        .endsWith("| 1 | 50 min | 1.0 | 100 % |", "| 10 | 6 min | 9.1 | 91 % |");
  }

  @Test
  void simulate_twoRounds_addsWhatEachAndTheStartCost() throws Exception {
    assertThat(
            simulate(
                passes("one,1,1,10,1,0", "two,2,1,20,1,0"),
                "--executors=1",
                "--start=5",
                "--round=3",
                "--task=1",
                "--driver=7",
                "--slow=0"))
        .endsWith("| 1 | 50 s | 1.0 | 60 % |");
  }

  @Test
  void simulate_measuredRuns_areRead() throws Exception {
    for (String run : List.of("lenet-cifar10-reproduce", "resnet20-boundary", "googlenet-paths")) {
      assertThat(simulate(SCALING.resolve(run + ".csv"), "--repeats=1")).hasSize(6);
    }
  }
}
