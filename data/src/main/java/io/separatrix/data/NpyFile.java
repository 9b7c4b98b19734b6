package io.separatrix.data;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A NumPy {@code .npy} file of numbers, versions 1 to 3, last index fastest. Arrays of Python
 * objects would have to be unpickled, which runs code of the file's choosing: they are refused.
 *
 * <p>Source: NumPy Enhancement Proposal 1, "A simple file format for NumPy arrays".
 */
public final class NpyFile {
  static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int MAX_HEADER = 1 << 16;
  private static final int MAX_AXES = 32;
  private static final Pattern DESCR =
      Pattern.compile("['\"]descr['\"]\\s*:\\s*['\"]([^'\"]*)['\"]");
  private static final Pattern FORTRAN =
      Pattern.compile("['\"]fortran_order['\"]\\s*:\\s*(True|False)");
  private static final Pattern SHAPE =
      Pattern.compile("['\"]shape['\"]\\s*:\\s*\\(([0-9,\\s]*)\\)");

  private final Path file;
  private final ElementType type;
  private final ByteOrder order;
  private final int[] shape;
  private final long dataOffset;

  private NpyFile(Path file, ElementType type, ByteOrder order, int[] shape, long dataOffset) {
    this.file = file;
    this.type = type;
    this.order = order;
    this.shape = shape;
    this.dataOffset = dataOffset;
  }

  /** Whether a file's first bytes are those of a {@code .npy} file. */
  static boolean starts(Path file) {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try (InputStream in = Files.newInputStream(file)) {
      return Arrays.equals(in.readNBytes(MAGIC.length), MAGIC);
    } catch (IOException unreadable) {
      return false;
    }
  }

  private static void requirePlain(Path file) {
    try {
      PlainFile.require(file);
    } catch (IOException unreadable) {
      throw new DataException(
          file + ": the array cannot be read: " + unreadable.getMessage() + ".", unreadable);
    }
  }

  /**
   * Reads the header and checks it against the file's length.
   *
   * @throws DataException if the file is not an array of numbers, or not as long as its header says
   */
  public static NpyFile open(Path file) {
    requirePlain(file);
    try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
      byte[] magic = in.readNBytes(MAGIC.length);
      if (!Arrays.equals(magic, MAGIC)) {
        throw new DataException(file + ": expected a .npy file, found other content.");
      }
      int version = in.readUnsignedByte();
      in.readUnsignedByte();
      if (version < 1 || version > 3) {
        throw new DataException(file + ": expected .npy version 1, 2 or 3, found " + version + ".");
      }
      long length =
          version == 1
              ? Short.toUnsignedLong(Short.reverseBytes(in.readShort()))
              : Integer.toUnsignedLong(Integer.reverseBytes(in.readInt()));
      if (length > MAX_HEADER) {
        throw new DataException(
            file
                + ": expected a header of at most "
                + MAX_HEADER
                + " bytes, found "
                + length
                + ".");
      }
      byte[] header = new byte[(int) length];
      in.readFully(header);
      long offset = MAGIC.length + 2 + (version == 1 ? 2 : 4) + length;
      NpyFile array = parse(file, new String(header, StandardCharsets.UTF_8), offset);
      array.requireLength(Files.size(file));
      return array;
    } catch (EOFException truncated) {
      throw new DataException(
          file + ": the .npy header is cut off. The file is truncated; write it again.", truncated);
    } catch (IOException unreadable) {
      throw new DataException(file + ": cannot be read: " + unreadable.getMessage(), unreadable);
    }
  }

  private static NpyFile parse(Path file, String header, long offset) {
    String descr = field(DESCR, file, header, "a plain element type (no structured arrays)");
    if (field(FORTRAN, file, header, "'fortran_order'").equals("True")) {
      throw new DataException(
          file
              + ": expected C order (last index fastest), found Fortran order. Save"
              + " numpy.ascontiguousarray(array).");
    }
    int[] shape = axes(file, field(SHAPE, file, header, "'shape' as a tuple of whole numbers"));
    if (descr.endsWith("O")) {
      throw new DataException(
          file
              + ": expected numbers, found Python objects, which are never unpickled. Save an array"
              + " with a number type, for example array.astype('float32').");
    }
    boolean ordered = descr.length() == 3 && "<>|".indexOf(descr.charAt(0)) >= 0;
    ElementType type =
        (ordered ? ElementType.of(descr.substring(1)) : Optional.<ElementType>empty())
            .orElseThrow(
                () ->
                    new DataException(
                        file
                            + ": expected element type uint8, int8, uint16, int16, uint32, int32,"
                            + " int64, float32 or float64, found '"
                            + descr
                            + "'. Convert with array.astype(...)."));
    ByteOrder order = descr.charAt(0) == '>' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    return new NpyFile(file, type, order, shape, offset);
  }

  private static String field(Pattern pattern, Path file, String header, String expected) {
    Matcher matcher = pattern.matcher(header);
    if (!matcher.find()) {
      throw new DataException(
          file + ": expected a .npy header with " + expected + ", found " + header.strip());
    }
    return matcher.group(1);
  }

  private static int[] axes(Path file, String tuple) {
    try {
      int[] axes =
          Arrays.stream(tuple.split(","))
              .map(String::strip)
              .filter(axis -> !axis.isEmpty())
              .mapToInt(Integer::parseInt)
              .toArray();
      if (axes.length <= MAX_AXES) {
        return axes;
      }
    } catch (NumberFormatException tooLarge) {
      throw new DataException(file + ": axis too long in shape (" + tuple + ").", tooLarge);
    }
    throw new DataException(
        file + ": expected at most " + MAX_AXES + " axes, found shape (" + tuple + ").");
  }

  private void requireLength(long found) {
    try {
      long values = 1;
      for (int axis : shape) {
        values = Math.multiplyExact(values, axis);
      }
      long expected = Math.addExact(dataOffset, Math.multiplyExact(values, type.size()));
      if (expected != found) {
        throw new DataException(
            file
                + ": expected "
                + expected
                + " bytes for shape "
                + Arrays.toString(shape)
                + " of "
                + type.code()
                + ", found "
                + found
                + ". The file is truncated or damaged; write it again.");
      }
    } catch (ArithmeticException overflow) {
      throw new DataException(
          file + ": impossible shape " + Arrays.toString(shape) + "; the file is damaged.",
          overflow);
    }
  }

  /** Lengths of the axes. */
  public int[] shape() {
    return shape.clone();
  }

  /**
   * All values, last index fastest.
   *
   * @throws DataException if there are more than an array can hold, or the file cannot be read
   */
  public double[] values() {
    long count = 1;
    for (int axis : shape) {
      count *= axis;
    }
    if (count * type.size() > Integer.MAX_VALUE - 8) {
      throw new DataException(
          file + ": " + count + " values are too many to read at once (2 GiB at most).");
    }
    if (count == 0) {
      return new double[0];
    }
    ByteBuffer bytes = records((int) count * type.size(), 1).get(0);
    double[] values = new double[(int) count];
    for (int i = 0; i < values.length; i++) {
      values[i] = type.get(bytes, i);
    }
    return values;
  }

  /** The values as {@code count} records of {@code length} bytes, mapped. */
  Records records(int length, int count) {
    try {
      return new Records(length, order).add(file, dataOffset, count);
    } catch (IOException unreadable) {
      throw new DataException(file + ": cannot be read: " + unreadable.getMessage(), unreadable);
    }
  }

  ElementType type() {
    return type;
  }
}
