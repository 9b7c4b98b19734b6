package io.separatrix.data;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any bytes are an array of images or of labels, or refused. As a test it runs the seeds; {@code
 * JAZZER_FUZZ=1} searches for more, guided by coverage.
 */
class NpyFuzzTest {
  private static final ImageShape SHAPE = new ImageShape(1, 2, 2);
  private static final byte[] IMAGES = array("|u1", "2, 2, 2", 8);
  private static final byte[] LABELS = array("<i8", "2,", 16);

  @TempDir static Path folder;

  private static byte[] array(String type, String shape, int bytes) {
    return array(type, "False", shape, bytes);
  }

  private static byte[] array(String type, String fortran, String shape, int bytes) {
    return NpyFileTest.npy(
        "{'descr': '%s', 'fortran_order': %s, 'shape': (%s), }".formatted(type, fortran, shape),
        new byte[bytes]);
  }

  static Stream<byte[]> seeds() {
    return Stream.of(
        IMAGES,
        LABELS,
        array("<f4", "2, 1, 2, 2", 32),
        array(">f8", "True", "2, 2, 2", 64),
        array("<f2", "2, 4", 16),
        array("|b1", "2, 3", 6),
        array("<u4", "2, 1", 8),
        array("|O", "2,", 3),
        array("|u1", "0, 2147483647, 2147483647", 0),
        array("|u1", "True", "1000000000, 1, 1", 8),
        array("<f8", "2147483647, 2147483647, 2147483647", 8));
  }

  @MethodSource("seeds")
  @DictionaryEntries({"'shape': (", "'descr': '", "'fortran_order': True", "2, 2, 2"})
  @FuzzTest(maxDuration = "10m")
  void open_anyBytes_isReadOrRefused(byte[] bytes) throws IOException {
    Promises.areKept(
        Promises.BASE + 64L * bytes.length,
        () -> NpyFile.read("fuzzed", new ByteArrayInputStream(bytes)).values());
    for (byte[][] pair : List.of(new byte[][] {bytes, LABELS}, new byte[][] {IMAGES, bytes})) {
      Path file = Files.write(folder.resolve("x.npy"), pair[0]);
      Files.write(folder.resolve("y.npy"), pair[1]);
      Promises.areKept(
          Promises.BASE + 64L * bytes.length,
          () -> {
            Dataset read = ArrayImages.file("fuzzed", file, SHAPE, ClassNames.none());
            var unused = read.label(0);
            read.pixels(read.size() - 1, PixelRange.BYTE);
          });
    }
  }
}
