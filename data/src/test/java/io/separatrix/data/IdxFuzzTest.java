package io.separatrix.data;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any bytes are images or labels in IDX's format, or refused. As a test it runs the seeds; {@code
 * JAZZER_FUZZ=1} searches for more, guided by coverage.
 */
class IdxFuzzTest {
  private static final byte[] IMAGES = idx(8, 2, 2, 2);
  private static final byte[] LABELS = idx(2, 2);

  @TempDir static Path folder;

  private static byte[] idx(int bytes, int... axes) {
    ByteBuffer file = ByteBuffer.allocate(4 + 4 * axes.length + bytes);
    file.putInt(0x0800 | axes.length);
    for (int axis : axes) {
      file.putInt(axis);
    }
    return file.array();
  }

  private static byte[] gzipped(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes);
    }
    return packed.toByteArray();
  }

  static Stream<byte[]> seeds() throws IOException {
    return Stream.of(
        IMAGES,
        LABELS,
        gzipped(IMAGES),
        gzipped(LABELS),
        idx(8, 2, 2),
        idx(8, 500_000_000, 1, 1),
        gzipped(idx(8, 500_000_000, 1, 1)),
        idx(8, Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE),
        gzipped(idx(100_000, 100_000, 1, 1)));
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "10m")
  void read_anyBytes_isReadOrRefused(byte[] bytes) throws IOException {
    long most = Promises.BASE + 32L * 1032 * bytes.length;
    for (byte[][] pair : List.of(new byte[][] {bytes, LABELS}, new byte[][] {IMAGES, bytes})) {
      Path images = Files.write(folder.resolve("t10k-images-idx3-ubyte"), pair[0]);
      Files.write(folder.resolve("t10k-labels-idx1-ubyte"), pair[1]);
      Promises.areKept(
          most,
          () -> {
            Dataset read = IdxReader.readFile("fuzzed", images, ClassNames.none());
            var unused = read.label(0);
            read.pixels(read.size() - 1, PixelRange.BYTE);
          });
    }
    byte[] packed = gzipped(bytes);
    Promises.areKept(
        most, () -> IdxFile.unpack("fuzzed", new ByteArrayInputStream(packed), 3).records().get(0));
  }
}
