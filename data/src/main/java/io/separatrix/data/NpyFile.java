package io.separatrix.data;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An array of numbers in NumPy's format, in a {@code .npy} file or in memory. Values come with the
 * last index fastest, however they are stored.
 */
public final class NpyFile {
  private final NpyHeader header;
  private final @Nullable Path file;
  private final byte[] content;

  private NpyFile(NpyHeader header, @Nullable Path file, byte[] content) {
    this.header = header;
    this.file = file;
    this.content = content;
  }

  /** Whether a file's first bytes are those of a {@code .npy} file. */
  static boolean starts(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return Arrays.equals(in.readNBytes(NpyHeader.MAGIC.length), NpyHeader.MAGIC);
    } catch (IOException unreadable) {
      return false;
    }
  }

  /**
   * Reads the header and checks it against the file's length.
   *
   * @throws DataException if the file is not an array of numbers, or not as long as its header says
   */
  public static NpyFile open(Path file) {
    RegularFile.require(file, "a .npy file");
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      NpyHeader header = NpyHeader.read(file.toString(), in);
      header.requireLength(Files.size(file));
      NpyFile array = new NpyFile(header, file, new byte[0]);
      return header.fortran() ? array.inMemory() : array;
    } catch (IOException unreadable) {
      throw new DataException(file + ": cannot be read: " + unreadable, unreadable);
    }
  }

  /**
   * Reads an array from a stream into memory; the stream is not closed.
   *
   * @param name what messages call it
   * @throws DataException if it is not an array of numbers, too large for the memory, or not as
   *     long as its header says
   */
  static NpyFile read(String name, InputStream in) throws IOException {
    NpyHeader header = NpyHeader.read(name, in);
    requireRoom(header);
    // Grows with what is there, not with what the header claims.
    byte[] content = in.readNBytes((int) header.bytes());
    header.requireLength(header.length() + content.length + (in.read() < 0 ? 0 : 1));
    return new NpyFile(header, null, reordered(header, content));
  }

  /**
   * An array in memory.
   *
   * @param content the values in the order that the header says; kept
   * @throws DataException if there are more or fewer than the header says
   */
  static NpyFile of(NpyHeader header, byte[] content) {
    header.requireLength(header.length() + content.length);
    return new NpyFile(header, null, reordered(header, content));
  }

  private NpyFile inMemory() {
    requireRoom(header);
    byte[] bytes = new byte[(int) header.bytes()];
    if (bytes.length > 0 && file != null) {
      new Records(bytes.length, header.order()).add(file, header.length(), 1).get(0).get(bytes);
    }
    return new NpyFile(header, null, reordered(header, bytes));
  }

  private static void requireRoom(NpyHeader header) {
    long room = Math.min(1L << 30, Runtime.getRuntime().maxMemory() / 4);
    if (header.bytes() > room) {
      throw new DataException(
          header.name()
              + ": expected at most "
              + room
              + " bytes, a quarter of the heap, in an array that must be held in memory (packed, or"
              + " in Fortran order), found "
              + header.bytes()
              + ". Save it with numpy.save(file, numpy.ascontiguousarray(array)), or give more"
              + " memory, as with JAVA_OPTS=-Xmx8g.");
    }
  }

  /** The values with the last index fastest. */
  private static byte[] reordered(NpyHeader header, byte[] stored) {
    int[] shape = header.shape();
    int size = header.type().size();
    if (!header.fortran() || shape.length < 2) {
      return stored;
    }
    byte[] result = new byte[stored.length];
    int[] index = new int[shape.length];
    for (int to = 0; to < stored.length; to += size) {
      long from = 0;
      for (int axis = shape.length - 1; axis >= 0; axis--) {
        from = from * shape[axis] + index[axis];
      }
      System.arraycopy(stored, (int) from * size, result, to, size);
      for (int axis = shape.length - 1; axis >= 0 && ++index[axis] == shape[axis]; axis--) {
        index[axis] = 0;
      }
    }
    return result;
  }

  /** Lengths of the axes. */
  public int[] shape() {
    return header.shape().clone();
  }

  /** What messages call it. */
  String name() {
    return header.name();
  }

  /**
   * All values, last index fastest.
   *
   * @throws DataException if there are more than an array can hold, or the file cannot be read
   */
  public double[] values() {
    if (header.bytes() > Integer.MAX_VALUE - 8) {
      throw new DataException(
          name() + ": " + header.count() + " values are too many to read at once (2 GiB at most).");
    }
    int count = (int) header.count();
    if (count == 0) {
      return new double[0];
    }
    ByteBuffer bytes = records(count * type().size(), 1).get(0);
    double[] values = new double[count];
    for (int i = 0; i < values.length; i++) {
      values[i] = type().get(bytes, i);
    }
    return values;
  }

  /** The values as {@code count} records of {@code length} bytes. */
  Records records(int length, int count) {
    Records records = new Records(length, header.order());
    return file == null ? records.add(content, 0) : records.add(file, header.length(), count);
  }

  ElementType type() {
    return header.type();
  }
}
