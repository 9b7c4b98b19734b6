package io.separatrix.data;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The beginning of an array of numbers in NumPy's format, versions 1 to 3. Arrays of Python objects
 * would have to be unpickled, which runs code of the file's choosing: they are refused.
 *
 * <p>Source: NumPy Enhancement Proposal 1, "A simple file format for NumPy arrays".
 *
 * @param name the file, for messages
 * @param type of the values
 * @param order of their bytes
 * @param fortran whether the first index is fastest, not the last
 * @param shape lengths of the axes
 * @param length bytes before the values
 */
record NpyHeader(
    String name, ElementType type, ByteOrder order, boolean fortran, int[] shape, long length) {
  static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int MAX_HEADER = 1 << 16;
  private static final int MAX_AXES = 32;
  private static final Pattern DESCR =
      Pattern.compile("['\"]descr['\"]\\s*:\\s*['\"]([^'\"]*)['\"]");
  private static final Pattern FORTRAN =
      Pattern.compile("['\"]fortran_order['\"]\\s*:\\s*(True|False)");
  private static final Pattern SHAPE =
      Pattern.compile("['\"]shape['\"]\\s*:\\s*\\(([0-9,\\s]*)\\)");

  /**
   * Reads a header; the stream stands at the first value then and is not closed.
   *
   * @throws DataException if this is not the beginning of an array of numbers
   */
  static NpyHeader read(String name, InputStream stream) throws IOException {
    DataInputStream in = new DataInputStream(stream);
    try {
      byte[] magic = in.readNBytes(MAGIC.length);
      if (!Arrays.equals(magic, MAGIC)) {
        throw new DataException(name + ": expected a .npy file, found other content.");
      }
      int version = in.readUnsignedByte();
      in.readUnsignedByte();
      if (version < 1 || version > 3) {
        throw new DataException(name + ": expected .npy version 1, 2 or 3, found " + version + ".");
      }
      long length =
          version == 1
              ? Short.toUnsignedLong(Short.reverseBytes(in.readShort()))
              : Integer.toUnsignedLong(Integer.reverseBytes(in.readInt()));
      if (length > MAX_HEADER) {
        throw new DataException(
            name
                + ": expected a header of at most "
                + MAX_HEADER
                + " bytes, found "
                + length
                + ".");
      }
      byte[] header = new byte[(int) length];
      in.readFully(header);
      long offset = MAGIC.length + 2 + (version == 1 ? 2 : 4) + length;
      return parse(name, new String(header, StandardCharsets.UTF_8), offset);
    } catch (EOFException truncated) {
      throw new DataException(
          name + ": the .npy header is cut off. The file is truncated; write it again.", truncated);
    }
  }

  private static NpyHeader parse(String name, String header, long offset) {
    String descr = field(DESCR, name, header, "a plain element type (no structured arrays)");
    boolean fortran = field(FORTRAN, name, header, "'fortran_order'").equals("True");
    int[] shape = axes(name, field(SHAPE, name, header, "'shape' as a tuple of whole numbers"));
    if (descr.endsWith("O")) {
      throw new DataException(
          name
              + ": expected numbers, found Python objects, which are never unpickled. Save an array"
              + " with a number type, for example array.astype('float32').");
    }
    boolean ordered = descr.length() == 3 && "<>|".indexOf(descr.charAt(0)) >= 0;
    ElementType type =
        (ordered ? ElementType.of(descr.substring(1)) : Optional.<ElementType>empty())
            .orElseThrow(
                () ->
                    new DataException(
                        name
                            + ": expected element type bool, uint8 to uint64, int8 to int64, or"
                            + " float16 to float64, found '"
                            + descr
                            + "'. Convert with array.astype(...)."));
    ByteOrder order = descr.charAt(0) == '>' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    NpyHeader result = new NpyHeader(name, type, order, fortran, shape, offset);
    result.bytes();
    return result;
  }

  private static String field(Pattern pattern, String name, String header, String expected) {
    Matcher matcher = pattern.matcher(header);
    if (!matcher.find()) {
      throw new DataException(
          name + ": expected a .npy header with " + expected + ", found " + header.strip());
    }
    return matcher.group(1);
  }

  private static int[] axes(String name, String tuple) {
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
      throw new DataException(name + ": axis too long in shape (" + tuple + ").", tooLarge);
    }
    throw new DataException(
        name + ": expected at most " + MAX_AXES + " axes, found shape (" + tuple + ").");
  }

  /** Number of values. */
  long count() {
    return bytes() / type.size();
  }

  /**
   * Bytes of all values.
   *
   * @throws DataException if there are more than a file can have
   */
  long bytes() {
    try {
      long values = 1;
      for (int axis : shape) {
        values = Math.multiplyExact(values, axis);
      }
      return Math.addExact(length, Math.multiplyExact(values, type.size())) - length;
    } catch (ArithmeticException overflow) {
      throw new DataException(
          name + ": impossible shape " + Arrays.toString(shape) + "; the file is damaged.",
          overflow);
    }
  }

  /**
   * Checks the size of the file.
   *
   * @param found bytes of the whole file
   * @throws DataException if it is another one than the header says
   */
  void requireLength(long found) {
    if (length + bytes() != found) {
      throw new DataException(
          name
              + ": expected "
              + (length + bytes())
              + " bytes for shape "
              + Arrays.toString(shape)
              + " of "
              + type.code()
              + ", found "
              + found
              + ". The file is truncated or damaged; write it again.");
    }
  }
}
