package io.separatrix.data;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any bytes are a pickled batch, or names of classes, or refused; nothing in them is called. As a
 * test it runs the seeds; {@code JAZZER_FUZZ=1} searches for more, guided by coverage.
 */
class CifarPicklesFuzzTest {

  @TempDir static Path folder;

  static Stream<byte[]> seeds() throws IOException {
    return CifarPicklesTest.pickles();
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "10m")
  void readFile_anyBytes_isReadOrRefused(byte[] bytes) throws IOException {
    Path batch = Files.write(folder.resolve("test_batch"), bytes);
    long most = Promises.BASE + 64L * bytes.length;
    Promises.areKept(most, () -> read(batch));
    Files.write(folder.resolve("meta"), bytes);
    Path part = Files.write(folder.resolve("train"), CifarPicklesTest.pickles().findFirst().get());
    Promises.areKept(most, () -> read(part));
  }

  private static void read(Path file) {
    Dataset read = CifarPickles.readFile("fuzzed", file, ClassNames.none());
    var unused = read.label(0);
    read.pixels(read.size() - 1, PixelRange.BYTE);
  }
}
