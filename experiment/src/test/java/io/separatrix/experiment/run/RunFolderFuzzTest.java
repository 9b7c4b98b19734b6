package io.separatrix.experiment.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any bytes are read as a journal, as lines of one with their checksums, or as run.json, or
 * refused. As a test it runs the seeds; {@code JAZZER_FUZZ=1} searches for more.
 */
class RunFolderFuzzTest {
  private static final Duration LONGEST = Duration.ofSeconds(10);

  @TempDir static Path folder;

  record Found(double norm, double[] point, List<Integer> anchors, Map<String, Double> parts) {}

  static Stream<byte[]> seeds() throws IOException {
    return Stream.of(
            Json.readable().writeValueAsString(Runs.manifest(Map.of("limit", 12), "ab", 1)),
            "{\"item\":3,\"result\":{\"norm\":0.5,\"point\":\"AAAAAAAA8D8=\",\"anchors\":[1,2],"
                + "\"parts\":{\"a\":1.5}}}",
            """
            {"item":0,"result":{"norm":"NaN","point":1,"anchors":null,"parts":{}}}
            {"item":0}
            """,
            "{\"item\":2147483648,\"result\":[]}",
            "{\"journal\":2,\"study\":\"boundary\",\"type\":\"Found\"}\n",
            "[".repeat(2000),
            "null")
        .map(text -> text.getBytes(UTF_8));
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "10m")
  void read_anyBytes_isReadOrRefused(byte[] bytes) throws IOException {
    long start = System.nanoTime();
    Path journal = folder.resolve("boundary.jsonl");
    Files.write(journal, bytes);
    openJournal(journal);
    Files.write(journal, sealed(bytes));
    openJournal(journal);
    Files.write(folder.resolve(RunFolder.MANIFEST), bytes);
    try (RunFolder run = RunFolder.open(folder)) {
      assertThat(run.manifest().noticed()).isNotNull();
      assertThat(run.manifest().session()).isNotNull();
    } catch (RunFolderException e) {
      assertThat(e.getMessage()).isNotBlank(); // Refused, and with a reason.
    }
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LONGEST);
  }

  private static void openJournal(Path file) {
    try (Journal<Found> journal = FileJournal.open(file, "boundary", 12, Found.class)) {
      assertThat(journal.finished()).hasSizeLessThanOrEqualTo(12);
    } catch (RunFolderException e) {
      assertThat(e.getMessage()).isNotBlank(); // Refused, and with a reason.
    }
  }

  /** A journal with these lines, as if it had written them. */
  private static byte[] sealed(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(JournalLine.first("boundary", Found.class).array());
    for (String line : new String(bytes, UTF_8).split("\n", -1)) {
      if (!line.isEmpty()) {
        out.write(SealedLine.of(line).array());
      }
    }
    return out.toByteArray();
  }
}
