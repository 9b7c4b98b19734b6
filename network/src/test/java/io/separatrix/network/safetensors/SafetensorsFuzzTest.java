package io.separatrix.network.safetensors;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.separatrix.network.ModelFormatException;
import java.nio.ByteBuffer;

/**
 * Any bytes are read as weights or refused. As a test it runs the seeds beside it; {@code
 * JAZZER_FUZZ=1} searches for more, guided by coverage.
 */
class SafetensorsFuzzTest {

  @FuzzTest(maxDuration = "10m")
  void read_anyBytes_isReadOrRefused(byte[] bytes) {
    try {
      Safetensors.read(ByteBuffer.wrap(bytes), "fuzzed");
    } catch (ModelFormatException e) {
      // Refused, as it should be.
    }
  }
}
