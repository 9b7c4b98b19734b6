package io.separatrix.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NpyFileTest {
  @TempDir Path folder;

  /** A version 1 file as NumPy writes it, except that the header is not padded. */
  static byte[] npy(String header, byte[] data) {
    byte[] text = (header + "\n").getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(10 + text.length + data.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0})
        .putShort((short) text.length)
        .put(text)
        .put(data)
        .array();
  }

  private Path file(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("a.npy"), bytes);
  }

  @Test
  void write_doubles_isByteForByteWhatNumpySaves() throws IOException {
    Path file = folder.resolve("a.npy");
    NpyWriter.write(file, new double[] {1, -2.5}, 2);
    // numpy.save of numpy.array([1, -2.5])
    String header = "{'descr': '<f8', 'fortran_order': False, 'shape': (2,), }";
    byte[] expected =
        HexFormat.of()
            .parseHex(
                "934e554d505901007600"
                    + HexFormat.of()
                        .formatHex(
                            (header + " ".repeat(117 - header.length()) + "\n")
                                .getBytes(StandardCharsets.US_ASCII))
                    + "000000000000f03f00000000000004c0");
    assertThat(Files.readAllBytes(file)).isEqualTo(expected);
  }

  @Test
  void open_writtenArrays_haveTheSameShapeAndValues() throws IOException {
    Random random = new Random(1);
    Path file = folder.resolve("a.npy");
    for (int[] shape : new int[][] {{0}, {1}, {9000}, {3, 4}, {100, 90}, {2, 3, 5}, {}}) {
      double[] values = random.doubles(Arrays.stream(shape).reduce(1, (a, b) -> a * b)).toArray();
      float[] floats = new float[values.length];
      long[] longs = random.longs(values.length, -(1L << 53), 1L << 53).toArray();
      for (int i = 0; i < floats.length; i++) {
        floats[i] = (float) values[i];
      }
      NpyWriter.write(file, values, shape);
      assertThat(NpyFile.open(file).shape()).isEqualTo(shape);
      assertThat(NpyFile.open(file).values()).isEqualTo(values);
      assertThat(Files.size(file) % 64).isEqualTo(8L * values.length % 64);
      NpyWriter.write(file, floats, shape);
      assertThat(NpyFile.open(file).values())
          .usingComparatorWithPrecision(0.0)
          .containsExactly(Arrays.stream(values).map(v -> (float) v).toArray());
      NpyWriter.write(file, longs, shape);
      assertThat(NpyFile.open(file).values())
          .containsExactly(Arrays.stream(longs).asDoubleStream().toArray());
    }
  }

  @Test
  void writeRows_matrix_isRowMajor() throws IOException {
    Path file = folder.resolve("a.npy");
    NpyWriter.writeRows(file, new double[][] {{1, 2, 3}, {4, 5, 6}});
    assertThat(NpyFile.open(file).shape()).containsExactly(2, 3);
    assertThat(NpyFile.open(file).values()).containsExactly(1, 2, 3, 4, 5, 6);
    assertThatThrownBy(() -> NpyWriter.writeRows(file, new double[][] {{1}, {4, 5}}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void write_shapeOfOtherSize_leavesTheOldFile() throws IOException {
    Path file = folder.resolve("a.npy");
    NpyWriter.write(file, new double[] {7}, 1);
    assertThatThrownBy(() -> NpyWriter.write(file, new double[5], 2, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("6")
        .hasMessageContaining("5");
    assertThat(NpyFile.open(file).values()).containsExactly(7);
    assertThat(folder).isDirectoryNotContaining("glob:**.partial");
  }

  @ParameterizedTest
  @CsvSource({
    "|u1, 00ff80, 0 255 128",
    "|i1, 00ff80, 0 -1 -128",
    "<u2, 0100ffff, 1 65535",
    ">u2, 0100ffff, 256 65535",
    "<i2, ffff0001, -1 256",
    "<u4, ffffffff, 4294967295",
    ">i4, fffffffe, -2",
    ">i8, 0000000000000102, 258",
    ">f4, 3fc00000, 1.5",
    ">f8, c004000000000000, -2.5",
  })
  void values_ofEachType_followTypeAndByteOrder(String descr, String data, String expected)
      throws IOException {
    byte[] bytes = HexFormat.of().parseHex(data);
    double[] values = Arrays.stream(expected.split(" ")).mapToDouble(Double::parseDouble).toArray();
    String header =
        "{'descr': '" + descr + "', 'fortran_order': False, 'shape': (" + values.length + ",), }";
    assertThat(NpyFile.open(file(npy(header, bytes))).values()).containsExactly(values);
  }

  @Test
  void open_objectArray_isRefusedWithoutUnpickling() throws IOException {
    Path file = file(npy("{'descr': '|O', 'fortran_order': False, 'shape': (1,), }", new byte[40]));
    assertThatThrownBy(() -> NpyFile.open(file))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("never unpickled");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{'descr': '<f8', 'fortran_order': True, 'shape': (1,), }; Fortran",
        "{'descr': '<f2', 'fortran_order': False, 'shape': (4,), }; '<f2'",
        "{'descr': '<U2', 'fortran_order': False, 'shape': (1,), }; '<U2'",
        "{'descr': [('a', '<f8')], 'fortran_order': False, 'shape': (1,), }; structured",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (2,), }; bytes for shape",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (-1,), }; 'shape'",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (99999999999,), }; axis too long",
        "{'descr': '<f8', 'fortran_order': False,"
            + " 'shape': (2000000000, 2000000000, 2000000000), }; impossible shape",
        "{'descr': '<f8', 'fortran_order': False,"
            + " 'shape': (1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1), };"
            + " at most 32",
        "not a dictionary; header",
      })
  void open_unusableHeader_saysWhy(String header, String reason) throws IOException {
    Path file = file(npy(header, new byte[8]));
    assertThatThrownBy(() -> NpyFile.open(file))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("a.npy")
        .hasMessageContaining(reason);
  }

  @Test
  void open_anyTruncation_isRefused() throws IOException {
    Path whole = folder.resolve("whole.npy");
    NpyWriter.write(whole, new double[] {1, 2, 3}, 3);
    byte[] bytes = Files.readAllBytes(whole);
    for (int length = 0; length < bytes.length; length++) {
      Path file = file(Arrays.copyOf(bytes, length));
      assertThatThrownBy(() -> NpyFile.open(file))
          .as("first %d bytes", length)
          .isInstanceOf(DataException.class);
    }
  }

  @Test
  void open_headerLongerThanAnyHonestOne_isRefusedBeforeReadingIt() throws IOException {
    byte[] bytes = HexFormat.of().parseHex("934e554d50590200ffffff7f");
    Path file = file(bytes);
    assertThatThrownBy(() -> NpyFile.open(file))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("2147483647");
  }
}
