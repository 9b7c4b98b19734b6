package io.separatrix.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdxReaderTest {
  private static final ImageShape SHAPE = new ImageShape(1, 2, 3);

  @TempDir Path folder;

  private static byte[] idx(int[] axes, int... values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 + 4 * axes.length + values.length);
    bytes.putInt(0x0800 | axes.length);
    Arrays.stream(axes).forEach(bytes::putInt);
    Arrays.stream(values).forEach(value -> bytes.put((byte) value));
    return bytes.array();
  }

  private static byte[] images(int count) {
    return idx(new int[] {count, 2, 3}, IntStream.range(0, 6 * count).map(i -> 40 * i).toArray());
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  private void write(String name, byte[] bytes) throws IOException {
    Files.write(folder.resolve(name), name.endsWith(".gz") ? gzip(bytes) : bytes);
  }

  private Dataset open(String file, Split split) {
    return Datasets.open(folder.resolve(file).toString(), SHAPE, split);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".gz"})
  void open_folder_readsTheSplitAskedFor(String end) throws IOException {
    write("t10k-images-idx3-ubyte" + end, images(2));
    write("t10k-labels-idx1-ubyte" + end, idx(new int[] {2}, 7, 9));
    write("train-images-idx3-ubyte" + end, images(3));
    write("train-labels-idx1-ubyte" + end, idx(new int[] {3}, 1, 0, 255));

    Dataset test = open(".", Split.TEST);
    assertThat(test.size()).isEqualTo(2);
    assertThat(test.label(1)).hasValue(9);
    assertThat(test.pixels(1, PixelRange.BYTE)).containsExactly(240, 24, 64, 104, 144, 184);
    assertThat(test.className(9)).isEqualTo("class 9");
    Dataset train = open(".", Split.TRAIN);
    assertThat(train.size()).isEqualTo(3);
    assertThat(train.label(2)).hasValue(255);
    assertThat(train.sha256()).matches("[0-9a-f]{64}").isNotEqualTo(test.sha256());
  }

  @ParameterizedTest
  @ValueSource(strings = {"digits-images.idx3-ubyte", "digits-images-idx3-ubyte.gz", "images"})
  void open_file_findsLabelsBesideIt(String name) throws IOException {
    write(name, images(2));
    assertThat(open(name, Split.TEST).label(0)).isEmpty();
    assertThat(open(name, Split.TEST).sha256()).isEqualTo(Sha256.of(folder.resolve(name)));
    write(name.replace("images", "labels").replace("idx3", "idx1"), idx(new int[] {2}, 5, 6));
    assertThat(open(name, Split.TEST).label(0)).hasValue(5);
  }

  @Test
  void open_splitMissing_saysSo() throws IOException {
    write("t10k-images-idx3-ubyte", images(2));
    assertThatThrownBy(() -> open(".", Split.TRAIN))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("train-images-idx3-ubyte");
    assertThatThrownBy(() -> open(".", Split.TEST))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("t10k-labels-idx1-ubyte");
  }

  @Test
  void open_labelsOfOtherCount_areRefused() throws IOException {
    write("t10k-images-idx3-ubyte", images(2));
    write("t10k-labels-idx1-ubyte", idx(new int[] {3}, 7, 9, 1));
    assertThatThrownBy(() -> open(".", Split.TEST))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("3 labels for 2 images");
  }

  @ParameterizedTest
  @ValueSource(strings = {"t10k-images-idx3-ubyte", "t10k-images-idx3-ubyte.gz"})
  void open_anyTruncation_isRefused(String name) throws IOException {
    write(name, images(2));
    byte[] whole = Files.readAllBytes(folder.resolve(name));
    for (int length = 0; length < whole.length; length++) {
      Files.write(folder.resolve(name), Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> open(name, Split.TEST))
          .as("first %d bytes", length)
          .isInstanceOf(DataException.class)
          .hasMessageContaining(name);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"t10k-images-idx3-ubyte", "t10k-images-idx3-ubyte.gz"})
  void open_headerThatLies_isRefusedWithoutBelievingIt(String name) throws IOException {
    int[][] lies = {
      {3, 2, 3},
      {1, 2, 3},
      {0, 2, 3},
      {-1, 2, 3},
      {Integer.MAX_VALUE, Integer.MAX_VALUE, 255},
      {500_000, 28, 28},
      {2, 0, 3},
    };
    for (int[] axes : lies) {
      write(name, idx(axes, new int[12]));
      assertThatThrownBy(() -> open(name, Split.TEST))
          .as(Arrays.toString(axes))
          .isInstanceOf(DataException.class)
          .hasMessageContaining(name);
    }
  }

  @Test
  void open_damagedGzip_isRefused() throws IOException {
    write("t10k-images-idx3-ubyte.gz", images(2));
    Path file = folder.resolve("t10k-images-idx3-ubyte.gz");
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 6] ^= 1;
    Files.write(file, bytes);
    assertThatThrownBy(() -> open("t10k-images-idx3-ubyte.gz", Split.TEST))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("damaged");
  }

  @Test
  void open_labelFileAsImages_saysExpectedAndFound() throws IOException {
    write("t10k-labels-idx1-ubyte", idx(new int[] {3}, 7, 9, 1));
    assertThatThrownBy(() -> open("t10k-labels-idx1-ubyte", Split.TEST))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("0x00000803")
        .hasMessageContaining("0x00000801");
  }
}
