package io.separatrix.network.onnx;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.separatrix.network.ModelFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.io.TempDir;

/**
 * Any bytes are read as a model or refused. As a test it runs the seeds beside it; {@code
 * JAZZER_FUZZ=1} searches for more, guided by coverage (see docs/onnx.md).
 */
class OnnxReaderFuzzTest {

  @TempDir static Path folder;

  @FuzzTest(maxDuration = "10m")
  void read_anyBytes_isReadOrRefused(byte[] bytes) throws IOException {
    // The first byte chooses what the user allows.
    boolean external = bytes.length > 0 && bytes[0] % 2 != 0;
    byte[] model = bytes.length == 0 ? bytes : Arrays.copyOfRange(bytes, 1, bytes.length);
    Path file = Files.write(folder.resolve("model.onnx"), model);
    try {
      OnnxReader.read(file, new OnnxOptions(external, null));
    } catch (ModelFormatException e) {
      // Refused, as it should be.
    }
  }
}
