package io.separatrix.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.separatrix.cli.terminal.ExitCode;
import io.separatrix.experiment.run.RunFolder;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That a run loses nothing, neither its own results nor anybody else's files. */
class RunSafetyTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** More than are under way at one time, so that the last are read when others are finished. */
  private static final int IMAGES = 200;

  private static final String[] FEW = {"--limit", "30"};

  @TempDir private Path folder = Path.of("");
  private Path data = Path.of("");
  private Path out = Path.of("");
  private String model = "";

  @BeforeEach
  void writeModelAndImages() throws IOException {
    out = folder.resolve("run");
    model = SmallModels.random(folder).toString();
    data = Files.createDirectory(folder.resolve("images"));
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < IMAGES; i++) {
      BufferedImage image = new BufferedImage(28, 28, BufferedImage.TYPE_BYTE_GRAY);
      for (int pixel = 0; pixel < 784; pixel++) {
        image.getRaster().setSample(pixel % 28, pixel / 28, 0, random.nextInt(256));
      }
      ImageIO.write(image, "png", image(i).toFile());
    }
  }

  private Path image(int index) {
    return data.resolve(String.format(Locale.ROOT, "image%03d.png", index));
  }

  private String[] boundary(Path where, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "boundary",
                "--model",
                model,
                "--data",
                data.toString(),
                "--out",
                where.toString()));
    arguments.addAll(List.of("--batch-size", "1", "--mode", "reference", "--format", "json"));
    arguments.addAll(Arrays.asList(more));
    return arguments.toArray(String[]::new);
  }

  private JsonNode summary(Path where, String... more) throws IOException {
    CommandRun run = CommandRun.of(boundary(where, more));
    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
    return JSON.readTree(where.resolve("summary.json").toFile());
  }

  @Test
  void boundary_imageThatVanishesInMidRun_keepsWhatIsFinishedAndGoesOn() throws Exception {
    Path away = folder.resolve("away.png");
    Thread mover = new Thread(() -> moveAfterItems(1, image(IMAGES - 1), away));
    mover.start();
    CommandRun broken = CommandRun.of(boundary(out));
    mover.join();
    assertThat(broken.code()).as(broken.err()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(broken.err()).contains("image199.png", "--resume --out " + out);
    long finished = lines();
    assertThat(finished).isPositive();

    Files.move(away, image(IMAGES - 1));
    JsonNode resumed = summary(out, "--resume");

    assertThat(resumed).isEqualTo(summary(folder.resolve("whole")));
  }

  @Test
  void boundary_folderThatAnotherRunWrites_isRefusedAndUntouched() throws IOException {
    summary(out, FEW);
    byte[] before = Files.readAllBytes(out.resolve("run.json"));
    try (RunFolder other = RunFolder.open(out)) {
      other.place("figures/other.svg"); // writes, so it holds the lock
      for (String option : List.of("--resume", "--overwrite")) {
        CommandRun refused = CommandRun.of(boundary(out, option));
        assertThat(refused.code()).isEqualTo(ExitCode.USAGE);
        assertThat(refused.err()).contains(out + " is being written by another run");
      }
    }
    assertThat(out.resolve("run.json")).hasBinaryContent(before);
  }

  @Test
  void boundary_overwrite_keepsWhatNoRunWrote() throws IOException {
    summary(out, FEW);
    List<String> foreign = List.of("thesis.csv", "mymodel.safetensors", "figures/mine.svg");
    for (String name : foreign) {
      Files.writeString(out.resolve(name), "mine");
    }
    summary(out, "--limit", "30", "--overwrite");
    for (String name : foreign) {
      assertThat(out.resolve(name)).hasContent("mine");
    }
  }

  @Test
  void boundary_killedAndResumed_equalsAnUninterruptedRun() throws Exception {
    Process process = program(boundary(out, FEW));
    waitForItems(3);
    process.destroyForcibly();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(out.resolve("summary.json")).doesNotExist();
    long finished = lines();

    JsonNode resumed = summary(out, "--limit", "30", "--resume");

    assertThat(finished).isGreaterThanOrEqualTo(3);
    assertThat(resumed).isEqualTo(summary(folder.resolve("whole"), FEW));
    assertThat(out.resolve("samples.csv"))
        .hasSameTextualContentAs(folder.resolve("whole/samples.csv"));
  }

  /** The program in a process of its own, which can be killed. */
  private Process program(String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    command.addAll(Arrays.asList(arguments));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("log").toFile())
        .start();
  }

  private void moveAfterItems(int items, Path from, Path to) {
    waitForItems(items);
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void waitForItems(int items) {
    while (lines() < items) {
      Thread.onSpinWait();
    }
  }

  /** Finished items in the journal. */
  private long lines() {
    Path journal = out.resolve("journal/boundary.jsonl");
    try {
      return Files.exists(journal)
          ? Math.max(0, Files.readString(journal).chars().filter(c -> c == '\n').count() - 1)
          : 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
