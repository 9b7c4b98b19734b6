package io.separatrix.data;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Writes arrays as NumPy's {@code .npy}, version 1.0, little-endian, last index fastest. Files are
 * written whole or not at all.
 *
 * <p>Source: NumPy Enhancement Proposal 1, "A simple file format for NumPy arrays".
 */
public final class NpyWriter {
  private static final int ALIGNMENT = 64;
  private static final int CHUNK = 8192;

  private NpyWriter() {}

  /**
   * Writes float64 values.
   *
   * @param values not modified
   * @param shape lengths of the axes; their product is the number of values
   * @throws IOException if the file cannot be written
   */
  public static void write(Path file, double[] values, int... shape) throws IOException {
    write(file, ElementType.FLOAT64, values.length, shape, (buf, i) -> buf.putDouble(values[i]));
  }

  /** Writes float32 values; as {@link #write(Path, double[], int...)} otherwise. */
  public static void write(Path file, float[] values, int... shape) throws IOException {
    write(file, ElementType.FLOAT32, values.length, shape, (buf, i) -> buf.putFloat(values[i]));
  }

  /** Writes int64 values; as {@link #write(Path, double[], int...)} otherwise. */
  public static void write(Path file, long[] values, int... shape) throws IOException {
    write(file, ElementType.INT64, values.length, shape, (buf, i) -> buf.putLong(values[i]));
  }

  /**
   * Writes rows of equal length as a float64 matrix.
   *
   * @param rows not modified; none give a matrix of 0 x 0
   * @throws IOException if the file cannot be written
   */
  public static void writeRows(Path file, double[][] rows) throws IOException {
    int columns = rows.length == 0 ? 0 : rows[0].length;
    for (double[] row : rows) {
      if (row.length != columns) {
        throw new IllegalArgumentException(
            "rows must have " + columns + " values, found one of " + row.length);
      }
    }
    write(
        file,
        ElementType.FLOAT64,
        Math.multiplyExact(rows.length, columns),
        new int[] {rows.length, columns},
        (buf, i) -> buf.putDouble(rows[i / columns][i % columns]));
  }

  @FunctionalInterface
  private interface Values {
    void put(ByteBuffer buffer, int index);
  }

  private static void write(Path file, ElementType type, int count, int[] shape, Values values)
      throws IOException {
    long product = 1;
    for (int length : shape) {
      if (length < 0) {
        throw new IllegalArgumentException("negative axis in shape " + Arrays.toString(shape));
      }
      product = Math.multiplyExact(product, length);
    }
    if (product != count) {
      throw new IllegalArgumentException(
          "shape " + Arrays.toString(shape) + " has " + product + " values, found " + count);
    }
    AtomicFile.write(
        file,
        out -> {
          out.write(header(type, shape));
          writeValues(out, type, count, values);
        });
  }

  private static byte[] header(ElementType type, int[] shape) {
    String axes =
        Arrays.stream(shape).mapToObj(Integer::toString).collect(Collectors.joining(", "));
    String dictionary =
        "{'descr': '<"
            + type.code()
            + "', 'fortran_order': False, 'shape': ("
            + axes
            + (shape.length == 1 ? ",), }" : "), }");
    int prefix = NpyHeader.MAGIC.length + 4;
    int padding = ALIGNMENT - (prefix + dictionary.length() + 1) % ALIGNMENT;
    String padded = dictionary + " ".repeat(padding % ALIGNMENT) + "\n";
    return ByteBuffer.allocate(prefix + padded.length())
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(NpyHeader.MAGIC)
        .put((byte) 1)
        .put((byte) 0)
        .putShort((short) padded.length())
        .put(padded.getBytes(StandardCharsets.US_ASCII))
        .array();
  }

  private static void writeValues(OutputStream out, ElementType type, int count, Values values)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(CHUNK * type.size()).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < count; i++) {
      values.put(buffer, i);
      if (!buffer.hasRemaining() || i == count - 1) {
        out.write(buffer.array(), 0, buffer.position());
        buffer.clear();
      }
    }
  }
}
