package io.separatrix.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpzFileTest {
  private static final ImageShape SHAPE = new ImageShape(1, 2, 2);

  @TempDir Path folder;

  private static byte[] bytes(String shape, int... values) {
    byte[] data = new byte[values.length];
    for (int i = 0; i < data.length; i++) {
      data[i] = (byte) values[i];
    }
    return bytes(shape, data);
  }

  private static byte[] bytes(String shape, byte[] data) {
    return NpyFileTest.npy(
        "{'descr': '|u1', 'fortran_order': False, 'shape': (" + shape + "), }", data);
  }

  private Path npz(Map<String, byte[]> entries) throws IOException {
    Path file = folder.resolve("d.npz");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (var entry : new TreeMap<>(entries).entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
    }
    return file;
  }

  private static Dataset open(Path file, Split split) {
    return Datasets.open(file.toString(), SHAPE, split);
  }

  @Test
  void open_namedArrays_takesThemAndSaysSo() throws IOException {
    Path file =
        npz(
            Map.of(
                "x.npy", bytes("2,1,2,2", 1, 2, 3, 4, 5, 6, 7, 8),
                "y.npy", bytes("2,", 7, 3),
                "weights.npy", bytes("2,", 0, 0)));
    Dataset data = open(file, Split.TEST);
    assertThat(data.pixels(1, PixelRange.BYTE)).containsExactly(5, 6, 7, 8);
    assertThat(data.label(1)).hasValue(3);
    assertThat(data.notes())
        .containsExactly("images from x, labels from y", "left out: 1 arrays (weights)");
    assertThat(open(file, Split.TRAIN).sha256()).isEqualTo(data.sha256());
  }

  @Test
  void open_arraysOfBothSplits_takesTheOneAskedFor() throws IOException {
    Path file =
        npz(
            Map.of(
                "x_train.npy", bytes("1,2,2", 1, 2, 3, 4),
                "y_train.npy", bytes("1,", 7),
                "x_test.npy", bytes("1,2,2", 5, 6, 7, 8),
                "y_test.npy", bytes("1,1", 3)));
    assertThat(open(file, Split.TEST).pixels(0, PixelRange.BYTE)).containsExactly(5, 6, 7, 8);
    assertThat(open(file, Split.TEST).label(0)).hasValue(3);
    assertThat(open(file, Split.TRAIN).label(0)).hasValue(7);
    assertThat(open(file, Split.TRAIN).sha256()).isNotEqualTo(open(file, Split.TEST).sha256());
  }

  @Test
  void open_arraysWithoutSayingNames_goesByTheirShapes() throws IOException {
    Path file = npz(Map.of("arr_0.npy", bytes("1,2,2", 1, 2, 3, 4), "arr_1.npy", bytes("1,", 6)));
    assertThat(open(file, Split.TEST).label(0)).hasValue(6);
    Path two = npz(Map.of("a.npy", bytes("1,2,2", 1, 2, 3, 4), "b.npy", bytes("1,1,1", 6)));
    assertThatThrownBy(() -> open(two, Split.TEST))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("a [1, 2, 2], b [1, 1, 1]");
  }

  @Test
  void open_arrayOfMoreThanItsHeaderSays_isRefusedUnread() throws IOException {
    Path file = folder.resolve("bomb.npz");
    byte[] zeros = new byte[1 << 20];
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry("x.npy"));
      zip.write(bytes("1,2,2"));
      for (int i = 0; i < 64; i++) {
        zip.write(zeros);
      }
    }
    assertThatThrownBy(() -> open(file, Split.TEST))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("bomb.npz: x.npy");
    Path claims = npz(Map.of("x.npy", bytes("2000000,2,2")));
    assertThatThrownBy(() -> open(claims, Split.TEST))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("truncated");
    Path huge = npz(Map.of("x.npy", bytes("2000000,1000,1000")));
    assertThatThrownBy(() -> open(huge, Split.TEST))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("held in memory");
  }

  @Test
  void open_damagedOrOtherArchive_saysWhatItIs() throws IOException {
    Path pictures = npz(Map.of("cat.png", new byte[3]));
    assertThatThrownBy(() -> open(pictures, Split.TEST))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("must be unpacked first");
    Path file = npz(Map.of("x.npy", bytes("1,2,2", 1, 2, 3, 4)));
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> open(file, Split.TEST)).isInstanceOf(DataException.class);
    }
  }

  @Test
  void open_folderOfArrays_isADataSet() throws IOException {
    try (OutputStream out = Files.newOutputStream(folder.resolve("x.npy"))) {
      out.write(bytes("1,2,2", 1, 2, 3, 4));
    }
    Files.write(folder.resolve("y.npy"), bytes("1,", 4));
    Dataset data = open(folder, Split.TEST);
    assertThat(data.label(0)).hasValue(4);
    assertThat(data.notes()).contains("images from x, labels from y");
    assertThat(open(folder.resolve("x.npy"), Split.TEST).label(0)).hasValue(4);
    assertThat(open(folder.resolve("x.npy"), Split.TEST).sha256()).isEqualTo(data.sha256());
  }

  @Test
  void open_millionsOfImagesInAFewBytes_areRefused() throws IOException {
    int images = (int) (Runtime.getRuntime().maxMemory() / 8 / Integer.BYTES) + 1;
    Path file =
        npz(
            Map.of(
                "x.npy", bytes(images + ",1,1", new byte[images]),
                "y.npy", bytes(images + ",", new byte[images])));
    assertThatThrownBy(() -> open(file, Split.TEST))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("images with labels, found " + images);
  }

  @Test
  void open_oneHotLabelsOfMillionsOfClasses_areRefused() throws IOException {
    int classes = (1 << 24) + 1;
    Path file =
        npz(
            Map.of(
                "x.npy", bytes("1,2,2", 1, 2, 3, 4),
                "y.npy", bytes("1," + classes, new byte[classes])));
    assertThatThrownBy(() -> open(file, Split.TEST))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("one-hot labels of 1 to 16777216 classes");
  }
}
