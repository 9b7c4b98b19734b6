package io.separatrix.torch;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/** Real models and images beside the project; tests that need them are skipped without them. */
final class SharedData {

  private static final int RECORD = 3073;

  private SharedData() {}

  /** A path below the shared folder. */
  static Path require(String path) {
    Path file = Path.of("../../shared").resolve(path);
    assumeTrue(Files.exists(file), () -> file + " is not there");
    return file;
  }

  /** The first images of the CIFAR-10 test batch, pixels 0..255. */
  static double[][] cifarImages(int count) {
    ByteBuffer records = records();
    double[][] images = new double[count][RECORD - 1];
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < images[i].length; j++) {
        images[i][j] = records.get(i * RECORD + 1 + j) & 0xff;
      }
    }
    return images;
  }

  /** The labels of these images. */
  static int[] cifarLabels(int count) {
    ByteBuffer records = records();
    int[] labels = new int[count];
    for (int i = 0; i < count; i++) {
      labels[i] = records.get(i * RECORD);
    }
    return labels;
  }

  private static ByteBuffer records() {
    try {
      return ByteBuffer.wrap(Files.readAllBytes(require("data/cifar10/test_batch.bin")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
