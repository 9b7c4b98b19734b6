package io.separatrix.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
    "|b1, 000102, 0 1 1",
    "<u8, ffffffffffffffff, 18446744073709551615",
    "<f2, 003c00c0ff7b0100008000fc, 1 -2 65504 5.960464477539063e-8 -0.0 -Infinity",
    ">f2, 7e0004003555, NaN 6.103515625e-5 0.333251953125",
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
  void values_ofFortranOrder_haveTheLastIndexFastest() throws IOException {
    // numpy.asfortranarray(numpy.arange(6).reshape(1, 2, 3)) stores 0 3 1 4 2 5.
    String header = "{'descr': '<i2', 'fortran_order': True, 'shape': (1, 2, 3), }";
    byte[] stored = HexFormat.of().parseHex("000003000100040002000500");
    NpyFile array = NpyFile.open(file(npy(header, stored)));
    assertThat(array.values()).containsExactly(0, 1, 2, 3, 4, 5);
    assertThat(array.records(4, 3).get(1).getShort(2)).isEqualTo((short) 3);
  }

  @Test
  void open_pipeOrDevice_isRefusedAtOnce() throws Exception {
    Path pipe = folder.resolve("pipe.npy");
    assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0);
    for (Path file : new Path[] {pipe, Path.of("/dev/zero")}) {
      assertThatThrownBy(() -> NpyFile.open(file))
          .isInstanceOf(DataException.class)
          .hasMessageContaining("a pipe or a device");
    }
  }

  @Test
  void records_ofAFileThatWasShortened_areRefused() throws IOException {
    Path file = folder.resolve("a.npy");
    NpyWriter.write(file, new double[] {1, 2, 3, 4}, 4);
    Records records = NpyFile.open(file).records(8, 4);
    assertThat(records.get(3).getDouble(0)).isEqualTo(4);
    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 128 + 20));
    assertThat(records.get(1).getDouble(0)).isEqualTo(2);
    assertThatThrownBy(() -> records.get(2))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("a.npy")
        .hasMessageContaining("shortened");
    assertThatThrownBy(() -> records.bytesAt(0)).hasMessageContaining("shortened");
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
        "{'descr': '<c8', 'fortran_order': False, 'shape': (1,), }; '<c8'",
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
