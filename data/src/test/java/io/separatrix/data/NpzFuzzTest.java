package io.separatrix.data;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any bytes are an archive of arrays or refused. As a test it runs the seeds; {@code JAZZER_FUZZ=1}
 * searches for more, guided by coverage.
 */
class NpzFuzzTest {
  private static final ImageShape SHAPE = new ImageShape(1, 2, 2);

  @TempDir static Path folder;

  private static byte[] array(String shape, int bytes) {
    return NpyFileTest.npy(
        "{'descr': '|u1', 'fortran_order': False, 'shape': (" + shape + "), }", new byte[bytes]);
  }

  private static byte[] archive(int method, Map<String, byte[]> entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.setMethod(method);
      for (var array : new TreeMap<>(entries).entrySet()) {
        ZipEntry entry = new ZipEntry(array.getKey() + ".npy");
        CRC32 sum = new CRC32();
        sum.update(array.getValue());
        entry.setCrc(sum.getValue());
        entry.setSize(array.getValue().length);
        zip.putNextEntry(entry);
        zip.write(array.getValue());
      }
    }
    return bytes.toByteArray();
  }

  static Stream<byte[]> seeds() throws IOException {
    return Stream.of(
        archive(ZipOutputStream.STORED, Map.of("x", array("2, 2, 2", 8), "y", array("2,", 2))),
        archive(ZipOutputStream.DEFLATED, Map.of("x", array("2, 2, 2", 8), "y", array("2,", 2))),
        archive(ZipOutputStream.STORED, Map.of("arr_0", array("1, 2, 2", 4))),
        archive(ZipOutputStream.STORED, Map.of("x", array("1000000000, 2, 2", 4))),
        archive(ZipOutputStream.DEFLATED, Map.of("x_test", array("2, 4", 8), "q", array("", 1))),
        archive(ZipOutputStream.DEFLATED, Map.of("x", array("1000, 2, 2", 4000))));
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "10m")
  void open_anyBytes_isReadOrRefused(byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve("d.npz"), bytes);
    // Deflate packs 1,032 bytes into one at best; a byte becomes a label and its copies.
    Promises.areKept(
        Promises.BASE + 32L * 1032 * bytes.length,
        () -> {
          Dataset read =
              ArrayImages.bundle(
                  "fuzzed", NpzFile.open(file), SHAPE, Split.TEST, ClassNames.none());
          var unused = read.label(0);
          read.pixels(read.size() - 1, PixelRange.BYTE);
        });
  }
}
