package io.separatrix.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings(
    "StringConcatToTextBlock") // Lines that end in a backslash-n are parts of pickles.
class CifarPicklesTest {
  private static final ImageShape SHAPE = new ImageShape(3, 32, 32);

  @TempDir Path folder;

  /** Two images; value i of image n is 7 i + n modulo 256. */
  private static byte[] pixels(boolean fortran) {
    byte[] pixels = new byte[2 * 3072];
    for (int n = 0; n < 2; n++) {
      for (int i = 0; i < 3072; i++) {
        pixels[fortran ? 2 * i + n : 3072 * n + i] = (byte) (7 * i + n);
      }
    }
    return pixels;
  }

  private static byte[] bytes(Object... parts) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (Object part : parts) {
      out.write(
          part instanceof byte[] raw ? raw : ((String) part).getBytes(StandardCharsets.ISO_8859_1));
    }
    return out.toByteArray();
  }

  private static byte[] length(int length) {
    return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(length).array();
  }

  private static final String TYPE_STATE =
      "NNNJ\u00ff\u00ff\u00ff\u00ffJ\u00ff\u00ff\u00ff\u00ffK\0tb";

  /** As Python 2 wrote CIFAR's own files: protocol 2, byte strings. */
  private static byte[] protocol2(String labels, boolean fortran) throws IOException {
    return bytes(
        "\u0080\u0002}q\u0001(U" + (char) labels.length() + labels + "]q\u0002(K\u0003K\u0007e",
        "U\u0004data",
        "cnumpy.core.multiarray\n"
            + "_reconstruct\n"
            + "q\u0003cnumpy\n"
            + "ndarray\n"
            + "K\0\u0085U\u0001b\u0087Rq\u0004",
        "(K\u0001K\u0002M\0\u000c\u0086cnumpy\ndtype\nU\u0002u1K\0K\u0001\u0087R(K\u0003U\u0001|",
        TYPE_STATE + (fortran ? "\u0088" : "\u0089") + "T",
        length(2 * 3072),
        pixels(fortran),
        "tbu.");
  }

  private static String unicode(String text) {
    return "\u008c" + (char) text.length() + text + "\u0094";
  }

  /** As today's Python writes: protocol 4, names on the stack. */
  private static byte[] protocol4() throws IOException {
    return bytes(
        "\u0080\u0004\u0095\0\0\0\0\0\0\0\0}\u0094(C\u0004data\u0094",
        unicode("numpy._core.multiarray") + unicode("_reconstruct") + "\u0093\u0094",
        unicode("numpy")
            + unicode("ndarray")
            + "\u0093\u0094K\0\u0085\u0094C\u0001b\u0094\u0087\u0094R\u0094",
        // The module's name comes from the memo, as the sixth thing that was kept.
        "(K\u0001K\u0002M\0\u000c\u0086\u0094h\u0005" + unicode("dtype") + "\u0093\u0094",
        unicode("u1") + "\u0089\u0088\u0087\u0094R\u0094(K\u0003" + unicode("|"),
        TYPE_STATE.replace("tb", "t\u0094b") + "\u0089B",
        length(2 * 3072),
        pixels(false),
        "\u0094t\u0094bC\u0006labels\u0094]\u0094(K\u0003K\u0007eu.");
  }

  /** Protocol 5: the array is made from its bytes at once. */
  private static byte[] protocol5() throws IOException {
    return bytes(
        "\u0080\u0005}(" + unicode("labels") + "](K\u0003K\u0007e" + unicode("data"),
        unicode("numpy.core.numeric") + unicode("_frombuffer") + "\u0093(\u0096",
        length(2 * 3072),
        "\0\0\0\0",
        pixels(false),
        unicode("numpy") + unicode("dtype") + "\u0093" + unicode("u1") + "\u0089\u0088\u0087R",
        "(K\u0003" + unicode("|") + TYPE_STATE + "K\u0002M\0\u000c\u0086" + unicode("C") + "tRu.");
  }

  /** Batches of every protocol, names of classes, and what is refused. */
  static Stream<byte[]> pickles() throws IOException {
    return Stream.of(
        protocol2("labels", false),
        protocol2("fine_labels", true),
        protocol4(),
        protocol5(),
        bytes("\u0080\u0002}U\u0010fine_label_names](U\u0005appleU\u0004beare" + "s."),
        bytes("\u0080\u0002}U\u0004datacos\nsystem\nU\u0002id\u0085Rs."));
  }

  private void check(Dataset data) {
    assertThat(data.size()).isEqualTo(2);
    assertThat(data.label(0)).hasValue(3);
    assertThat(data.label(1)).hasValue(7);
    double[] pixels = data.pixels(1, PixelRange.BYTE);
    assertThat(pixels[0]).isEqualTo(1);
    assertThat(pixels[3071]).isEqualTo((7 * 3071 + 1) % 256);
  }

  private Dataset open(Split split) {
    return Datasets.open(folder.toString(), SHAPE, split);
  }

  @Test
  void open_batchesOfEveryProtocol_areReadWithoutUnpickling() throws IOException {
    for (byte[] pickle :
        new byte[][] {
          protocol2("labels", false), protocol2("labels", true), protocol4(), protocol5()
        }) {
      Files.write(folder.resolve("test_batch"), pickle);
      check(open(Split.TEST));
      check(Datasets.open(folder.resolve("test_batch").toString(), SHAPE, Split.TEST));
    }
    assertThat(open(Split.TEST).className(3)).isEqualTo("cat");
  }

  @Test
  void open_someTrainingBatches_areTakenAndCounted() throws IOException {
    Path inside = Files.createDirectory(folder.resolve("cifar-10-batches-py"));
    Files.write(inside.resolve("data_batch_2"), protocol2("labels", false));
    Files.write(inside.resolve("data_batch_1"), protocol4());
    Dataset data = open(Split.TRAIN);
    assertThat(data.size()).isEqualTo(4);
    assertThat(data.notes()).containsExactly("2 of the 5 training batches are there");
    assertThatThrownBy(() -> open(Split.TEST))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("test_batch");
  }

  @Test
  void open_cifar100_takesFineLabelsAndTheirNames() throws IOException {
    Files.write(folder.resolve("test"), protocol2("fine_labels", false));
    Files.write(
        folder.resolve("meta"),
        bytes(
            "\u0080\u0002}U\u0010fine_label_names](U\u0005appleU\u0004bearU\u0003catU\u0003cowes."));
    check(open(Split.TEST));
    assertThat(open(Split.TEST).className(3)).isEqualTo("cow");
  }

  @Test
  void open_pickleThatCallsCode_isRefused() throws IOException {
    Files.write(
        folder.resolve("test_batch"),
        bytes("\u0080\u0002}U\u0004datacos\nsystem\nU\u0002id\u0085Rs."));
    assertThatThrownBy(() -> open(Split.TEST))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("os.system, which is never run")
        .hasMessageContaining("binary version");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u0080\u0002}cbuiltins\nobject\n)\u0081.",
        "\u0080\u0002]q\u0001.",
        "\u0080\u0002}U\u0004dataK\u0001s.",
        "\u0080\u0002}U\u0004datah\u0009s.",
        "\u0080\u0002K\u0001}b.",
        "\u0080\u0002}X\u00ff\u00ff\u00ff\u007f.",
        "\u0080\u0002e.",
        "\u0080\u0002t.",
        "\u0080\u0002}K\u0001K\u0002s.",
        // Into a tuple; a list with itself in it as a key.
        "\u0080\u0002)K\u0001a.",
        "\u0080\u0002}]q\u0001h\u0001aK\u0001s.",
      })
  void open_otherPickles_areRefused(String pickle) throws IOException {
    Files.write(folder.resolve("test_batch"), bytes(pickle));
    assertThatThrownBy(() -> open(Split.TEST))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("test_batch");
  }

  @Test
  void open_bytesOfManyArrays_areRefused() throws IOException {
    // The same hundred bytes again and again.
    String array = "h\u0002(h\u0001h\u0003Kd\u0085U\u0001CtR";
    Files.write(
        folder.resolve("test_batch"),
        bytes(
            "\u0080\u0002Ud" + "x".repeat(100) + "q\u0001",
            "cnumpy.core.numeric\n_frombuffer\nq\u0002",
            "cnumpy\ndtype\nU\u0002u1K\0K\u0001\u0087Rq\u0003",
            array.repeat(9),
            "}."));
    assertThatThrownBy(() -> open(Split.TEST))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("arrays of more bytes than the file has");
  }

  @Test
  void open_millionsOfOperations_areRefused() throws IOException {
    Files.write(folder.resolve("test_batch"), bytes("\u0080\u0002" + "}".repeat(1 << 21) + "."));
    assertThatThrownBy(() -> open(Split.TEST))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("2097152 operations");
  }

  @Test
  void open_namesThatAreNoTexts_areRefused() throws IOException {
    Files.write(folder.resolve("test"), protocol2("fine_labels", false));
    // Two lists, each in the other: their text would have no end.
    String names = "]q\u0001]q\u0002h\u0001ah\u0001h\u0002a";
    Files.write(
        folder.resolve("meta"),
        bytes("\u0080\u0002" + names + "}U\u0010fine_label_names" + "h\u0001s."));
    assertThatThrownBy(() -> open(Split.TEST))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("expected texts as fine_label_names");
  }

  @Test
  void open_anyTruncation_isRefused() throws IOException {
    byte[] whole = protocol4();
    for (int length = 2; length < whole.length; length += length < 400 ? 1 : 97) {
      Files.write(folder.resolve("test_batch"), Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> open(Split.TEST))
          .as("first %d bytes", length)
          .isInstanceOf(DataException.class);
    }
  }

  @ParameterizedTest
  @CsvSource({"test.bin, TEST", "train.bin, TRAIN"})
  void open_cifar100Binary_takesFineLabels(String name, Split split) throws IOException {
    byte[] record = new byte[3074];
    record[0] = 19;
    record[1] = 99;
    record[2] = 5;
    Files.write(folder.resolve(name), record);
    Files.writeString(folder.resolve("fine_label_names.txt"), "apple\nfish\n");
    Dataset data = open(split);
    assertThat(data.label(0)).hasValue(99);
    assertThat(data.pixels(0, PixelRange.BYTE)[0]).isEqualTo(5);
    assertThat(data.className(1)).isEqualTo("fish");
    record[1] = 100;
    Files.write(folder.resolve(name), record);
    assertThatThrownBy(() -> open(split)).hasMessageContaining("CIFAR-100 label 0..99, found 100");
  }

  @Test
  void open_parquet_saysHowToConvertIt() throws IOException {
    Path file = Files.writeString(folder.resolve("test-00000.parquet"), "PAR1");
    for (Path place : new Path[] {file, folder}) {
      assertThatThrownBy(() -> Datasets.open(place.toString(), SHAPE, Split.TEST))
          .isInstanceOf(DataException.class)
          .hasMessageContaining("datasets.load_dataset('parquet', data_files='")
          .hasMessageContaining("numpy.savez('images.npz'");
    }
  }
}
