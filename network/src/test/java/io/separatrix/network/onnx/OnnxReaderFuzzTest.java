package io.separatrix.network.onnx;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.separatrix.network.ModelFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/**
 * Any bytes are read as a model or refused. As a test it runs the seeds beside it; {@code
 * JAZZER_FUZZ=1} searches for more, guided by coverage (see docs/onnx.md).
 */
class OnnxReaderFuzzTest {

  @TempDir static Path folder;

  @FuzzTest(maxDuration = "10m")
  void read_anyBytes_isReadOrRefused(byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve("model.onnx"), bytes);
    try {
      OnnxReader.read(file);
    } catch (ModelFormatException e) {
      // Refused, as it should be.
    }
  }
}
