package io.separatrix.studies.detection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.separatrix.data.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any bytes are a calibration that a detector can be made of, or refused. As a test it runs the
 * seeds; {@code JAZZER_FUZZ=1} searches for more.
 */
class CalibrationFileFuzzTest {
  private static final String WHOLE =
      "{\"schemaVersion\":1,\"model\":\"m\",\"modelSha256\":\"ab\",\"data\":\"d\","
          + "\"dataSha256\":\"cd\",\"range\":[0,1],\"statistic\":\"studentized\",\"step\":0.5,"
          + "\"directions\":16,\"classes\":10,\"projected\":false,\"normalized\":true,"
          + "\"aggregate\":\"mean\",\"threshold\":0.1,\"falseAlarmRate\":0.05,\"cleanImages\":30}";

  @TempDir static Path folder;

  static Stream<byte[]> seeds() {
    return Stream.of(
            WHOLE,
            WHOLE.replace("[0,1]", "[null,1]"),
            WHOLE.replace("[0,1]", "[1,0]"),
            WHOLE.replace("\"step\":0.5", "\"step\":1e999"),
            WHOLE.replace("studentized", "boundary"),
            WHOLE.replace("\"directions\":16", "\"directions\":2147483647"),
            WHOLE.replace("studentized", "boundary").replace("\"classes\":10", "\"classes\":0"),
            WHOLE.replace("0.05", "-1"),
            "null",
            "[".repeat(2000))
        .map(text -> text.getBytes(UTF_8));
  }

  @MethodSource("seeds")
  @DictionaryEntries({"\"range\":[", "1e999", "\"reference\"", "\"fast\"", "\"nearest\"", "null"})
  @FuzzTest(maxDuration = "10m")
  void read_anyBytes_isUsableOrRefused(byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve(CalibrationFile.NAME), bytes);
    try {
      CalibrationFile read = CalibrationFile.read(file);
      assertThat(read.pixelRange().width()).isPositive();
      assertThat(read.plan(List.of(1.), 2)).isNotNull();
      assertThat(read.calibration()).isNotNull();
      assertThat(read.detectionStatistic()).isNotNull();
    } catch (DataException e) {
      assertThat(e.getMessage()).isNotBlank(); // Refused, and with a reason.
    }
  }
}
