package io.separatrix.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Cifar10ReaderTest {
  private static final int RECORD = 3073;
  private static final Path REAL = Path.of("../../shared/data/cifar10");

  @TempDir Path folder;

  /** Record r has label (r + first) % 10, and pixel p has value (7 r + p) % 256. */
  private static byte[] batch(int first, int records) {
    byte[] bytes = new byte[records * RECORD];
    for (int r = 0; r < records; r++) {
      bytes[r * RECORD] = (byte) ((r + first) % 10);
      for (int p = 0; p < 3072; p++) {
        bytes[r * RECORD + 1 + p] = (byte) (7 * r + p);
      }
    }
    return bytes;
  }

  private void writeAll() throws IOException {
    Files.write(folder.resolve("test_batch.bin"), batch(3, 4));
    for (int i = 1; i <= 5; i++) {
      Files.write(folder.resolve("data_batch_" + i + ".bin"), batch(i, i));
    }
  }

  @Test
  void open_testSplit_readsLabelsAndPixelsOfTheTestBatch() throws IOException {
    writeAll();
    Dataset data = Datasets.open(folder.toString(), new ImageShape(3, 32, 32), Split.TEST);

    assertThat(data.size()).isEqualTo(4);
    assertThat(IntStream.range(0, 4).map(i -> data.label(i).getAsInt()))
        .containsExactly(3, 4, 5, 6);
    double[] bytes = data.pixels(2, PixelRange.BYTE);
    double[] unit = data.pixels(2, PixelRange.UNIT);
    for (int p = 0; p < 3072; p++) {
      assertThat(bytes[p]).isEqualTo((14 + p) % 256);
      assertThat(unit[p]).isEqualTo((14 + p) % 256 / 255.0);
    }
    assertThat(data.classNames().get(3)).isEqualTo("cat");
    assertThat(data.sha256()).isEqualTo(Sha256.of(batch(3, 4)));
    assertThat(data.preprocessing()).isEqualTo("none");
  }

  @Test
  void open_trainSplit_concatenatesTheFiveBatchesInOrder() throws IOException {
    writeAll();
    Dataset data = Datasets.open(folder.toString(), Split.TRAIN);

    assertThat(IntStream.range(0, data.size()).map(i -> data.label(i).getAsInt()))
        .containsExactly(1, 2, 3, 3, 4, 5, 4, 5, 6, 7, 5, 6, 7, 8, 9);
    assertThat(data.pixels(14, PixelRange.BYTE)[0]).isEqualTo(28);
  }

  @Test
  void open_trainBatchMissing_namesTheFile() throws IOException {
    writeAll();
    Files.delete(folder.resolve("data_batch_4.bin"));
    assertThatThrownBy(() -> Datasets.open(folder.toString(), Split.TRAIN))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("data_batch_4.bin");
  }

  @Test
  void open_truncatedBatch_saysExpectedAndFound() throws IOException {
    Files.write(folder.resolve("test_batch.bin"), Arrays.copyOf(batch(0, 4), 4 * RECORD - 1));
    assertThatThrownBy(() -> Datasets.open(folder.toString(), Split.TEST))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("test_batch.bin")
        .hasMessageContaining("3073")
        .hasMessageContaining("12291");
  }

  @Test
  void open_labelOutOfRange_namesTheRecord() throws IOException {
    byte[] bytes = batch(0, 4);
    bytes[2 * RECORD] = 10;
    Files.write(folder.resolve("test_batch.bin"), bytes);
    assertThatThrownBy(() -> Datasets.open(folder.toString(), Split.TEST))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("record 2")
        .hasMessageContaining("found 10");
  }

  @Test
  void open_otherShapeWanted_saysBoth() throws IOException {
    writeAll();
    assertThatThrownBy(
            () -> Datasets.open(folder.toString(), new ImageShape(1, 28, 28), Split.TEST))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("1 x 28 x 28")
        .hasMessageContaining("3 x 32 x 32");
  }

  @Test
  void open_realTestBatch_hasTheKnownFirstLabels() {
    assumeTrue(Files.isRegularFile(REAL.resolve("test_batch.bin")));
    Dataset data = Datasets.open(REAL.toString(), Split.TEST);
    assertThat(IntStream.range(0, 10).map(i -> data.label(i).getAsInt()))
        .containsExactly(3, 8, 8, 0, 6, 6, 1, 6, 3, 1);
    // The first pixel of the first image (a cat) is (158, 112, 49).
    double[] cat = data.pixels(0, PixelRange.BYTE);
    assertThat(new double[] {cat[0], cat[1024], cat[2048]}).containsExactly(158, 112, 49);
  }

  @Test
  void open_realTrainingBatches_haveFiveThousandPerClass() {
    assumeTrue(Files.isRegularFile(REAL.resolve("data_batch_5.bin")));
    Dataset data = Datasets.open(REAL.toString(), Split.TRAIN);
    int[] counts = new int[10];
    for (int i = 0; i < data.size(); i++) {
      counts[data.label(i).getAsInt()]++;
    }
    assertThat(counts).containsOnly(5000);
  }
}
