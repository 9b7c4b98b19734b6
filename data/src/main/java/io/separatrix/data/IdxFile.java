package io.separatrix.data;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * An array of unsigned bytes in the IDX format, plain or gzipped.
 *
 * <p>Source: LeCun, Cortes, Burges, "The MNIST database of handwritten digits", file formats: a
 * big-endian magic number 0x000008DD with DD axes, their lengths, the values with the last index
 * fastest.
 */
final class IdxFile {
  private static final int UNSIGNED_BYTES = 0x0800;
  private static final int GZIP = 0x1f8b;

  /** Gzipped data is held in memory, so a file that unpacks without end must not fill it. */
  private static final long MAX_UNPACKED =
      Math.min(512L << 20, Runtime.getRuntime().maxMemory() / 4);

  private final int[] axes;
  private final @Nullable Path file;
  private final byte[] content;

  private IdxFile(int[] axes, @Nullable Path file, byte[] content) {
    this.axes = axes;
    this.file = file;
    this.content = content;
  }

  /** Whether a file's first bytes, unpacked if it is gzipped, start an IDX array with 3 axes. */
  static boolean startsImages(Path file) {
    try (InputStream raw = Files.newInputStream(file);
        DataInputStream in = new DataInputStream(unpack(raw))) {
      return in.readInt() == (UNSIGNED_BYTES | 3);
    } catch (IOException notIdx) {
      return false;
    }
  }

  /**
   * Opens a file.
   *
   * @param dimensions number of axes that the array must have
   * @throws DataException if the file is another one than its name says, damaged or truncated
   */
  static IdxFile open(Path file, int dimensions) {
    RegularFile.require(file, "an IDX file");
    try (InputStream raw = new BufferedInputStream(Files.newInputStream(file))) {
      InputStream in = unpack(raw);
      if (in instanceof GZIPInputStream) {
        return read(file.toString(), in, dimensions);
      }
      int[] axes = header(file.toString(), in, dimensions);
      long expected = headerLength(axes) + values(file.toString(), axes);
      if (Files.size(file) != expected) {
        throw wrongLength(file.toString(), axes, expected, Files.size(file) + " bytes");
      }
      return new IdxFile(axes, file, new byte[0]);
    } catch (IOException unreadable) {
      throw unreadable(file.toString(), unreadable);
    }
  }

  /**
   * Reads a gzipped stream into memory; the stream is not closed.
   *
   * @param name what messages call it
   * @throws DataException as {@link #open}
   */
  static IdxFile unpack(String name, InputStream gzipped, int dimensions) {
    try {
      return read(name, new GZIPInputStream(gzipped), dimensions);
    } catch (IOException unreadable) {
      throw unreadable(name, unreadable);
    }
  }

  private static InputStream unpack(InputStream raw) throws IOException {
    InputStream in = raw.markSupported() ? raw : new BufferedInputStream(raw);
    in.mark(2);
    int magic = in.read() << 8 | in.read();
    in.reset();
    return magic == GZIP ? new GZIPInputStream(in) : in;
  }

  private static IdxFile read(String name, InputStream in, int dimensions) throws IOException {
    int[] axes = header(name, in, dimensions);
    long expected = values(name, axes);
    if (expected > MAX_UNPACKED) {
      throw new DataException(
          name
              + ": unpacks to "
              + expected
              + " bytes by its header, more than "
              + MAX_UNPACKED
              + ". Unpack it with gunzip first.");
    }
    // Grows with what is there, not with what the header claims.
    byte[] content = in.readNBytes((int) expected);
    if (content.length < expected || in.read() >= 0) {
      throw wrongLength(
          name,
          axes,
          headerLength(axes) + expected,
          content.length < expected
              ? headerLength(axes) + content.length + " bytes"
              : "more than that");
    }
    return new IdxFile(axes, null, content);
  }

  private static int[] header(String name, InputStream in, int dimensions) throws IOException {
    byte[] bytes = in.readNBytes(4 + 4 * dimensions);
    int magic = bytes.length < 4 ? 0 : ByteBuffer.wrap(bytes).getInt();
    if (magic != (UNSIGNED_BYTES | dimensions)) {
      throw new DataException(
          String.format(
              "%s: expected IDX %s (magic number 0x%08x), found 0x%08x. Give another file.",
              name, dimensions == 1 ? "labels" : "images", UNSIGNED_BYTES | dimensions, magic));
    }
    if (bytes.length < 4 + 4 * dimensions) {
      throw new DataException(name + ": the header is cut off; the file is truncated.");
    }
    ByteBuffer header = ByteBuffer.wrap(bytes).position(4);
    int[] axes = new int[dimensions];
    for (int i = 0; i < dimensions; i++) {
      axes[i] = header.getInt();
      if (axes[i] < 1) {
        throw new DataException(
            name
                + ": expected at least one value on each axis, found "
                + Integer.toUnsignedString(axes[i])
                + " on axis "
                + i
                + ". The file is empty or damaged.");
      }
    }
    return axes;
  }

  private static int headerLength(int[] axes) {
    return 4 + 4 * axes.length;
  }

  private static long values(String name, int[] axes) {
    try {
      long product = 1;
      for (int axis : axes) {
        product = Math.multiplyExact(product, axis);
      }
      return product;
    } catch (ArithmeticException overflow) {
      throw new DataException(
          name + ": impossible size " + Arrays.toString(axes) + "; the file is damaged.", overflow);
    }
  }

  private static DataException wrongLength(String name, int[] axes, long expected, String found) {
    return new DataException(
        name
            + ": expected "
            + expected
            + " bytes for size "
            + Arrays.toString(axes)
            + ", found "
            + found
            + ". The file is truncated or damaged; fetch it again.");
  }

  private static DataException unreadable(String name, IOException cause) {
    if (cause instanceof EOFException || cause instanceof ZipException) {
      return new DataException(
          name + ": the gzipped data is truncated or damaged; fetch it again.", cause);
    }
    return new DataException(name + ": cannot be read: " + cause.getMessage(), cause);
  }

  /** Length of an axis. */
  int axis(int index) {
    return axes[index];
  }

  /** One record per index of the first axis. */
  Records records() {
    int length = 1;
    for (int i = 1; i < axes.length; i++) {
      length = Math.multiplyExact(length, axes[i]);
    }
    Records records = new Records(length, ByteOrder.BIG_ENDIAN);
    return file == null ? records.add(content, 0) : records.add(file, headerLength(axes), axes[0]);
  }
}
