package io.separatrix.data;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any bytes are records of CIFAR's binary versions or refused. As a test it runs the seeds; {@code
 * JAZZER_FUZZ=1} searches for more, guided by coverage.
 */
class CifarRecordsFuzzTest {

  @TempDir static Path folder;

  static Stream<byte[]> seeds() {
    return Stream.of(0, 1, 3072, 3073, 3074, 2 * 3073, 2 * 3074).map(byte[]::new);
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "10m")
  void readFile_anyBytes_isReadOrRefused(byte[] bytes) throws IOException {
    Path ten = Files.write(folder.resolve("test_batch.bin"), bytes);
    Path hundred = Files.write(folder.resolve("test.bin"), bytes);
    long most = Promises.BASE + 64L * bytes.length;
    Promises.areKept(most, () -> use(Cifar10Reader.readFile("fuzzed", ten, ClassNames.none())));
    Promises.areKept(
        most, () -> use(Cifar100Reader.readFile("fuzzed", hundred, ClassNames.none())));
    for (Path file : List.of(ten, hundred)) {
      Promises.areKept(
          most, () -> use(Datasets.open(file.toString(), CifarRecords.SHAPE, Split.TEST)));
    }
  }

  private static void use(Dataset read) {
    var unused = read.label(0);
    read.pixels(read.size() - 1, PixelRange.BYTE);
  }
}
