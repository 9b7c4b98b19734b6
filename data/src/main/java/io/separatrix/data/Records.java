package io.separatrix.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Records of equal length, in memory or mapped from files. Mapping costs no heap, so that a file
 * larger than the memory can be read.
 */
final class Records {
  /** Largest piece of a file mapped at once; a buffer cannot hold 2^31 bytes. */
  private static final long PIECE = 1L << 30;

  private final int length;
  private final ByteOrder order;
  private final List<ByteBuffer> pieces = new ArrayList<>();
  private final List<Integer> starts = new ArrayList<>();
  private int size;

  /**
   * No records yet.
   *
   * @param length bytes of a record
   * @param order byte order of the values in it
   */
  Records(int length, ByteOrder order) {
    this.length = length;
    this.order = order;
  }

  /** Appends the records that the bytes from {@code offset} on hold; not copied. */
  Records add(byte[] bytes, int offset) {
    append(ByteBuffer.wrap(bytes, offset, bytes.length - offset).slice());
    return this;
  }

  /** Appends {@code count} records of a file from byte {@code offset} on. */
  Records add(Path file, long offset, int count) throws IOException {
    int perPiece = (int) Math.max(1, PIECE / length);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      for (int done = 0; done < count; done += perPiece) {
        int n = Math.min(perPiece, count - done);
        append(
            channel.map(
                FileChannel.MapMode.READ_ONLY, offset + (long) done * length, (long) n * length));
      }
    }
    return this;
  }

  private void append(ByteBuffer piece) {
    pieces.add(piece);
    starts.add(size);
    size = Math.addExact(size, piece.capacity() / length);
  }

  int size() {
    return size;
  }

  /** Record {@code index}: a view of its own position and limit, starting at byte 0. */
  ByteBuffer get(int index) {
    Objects.checkIndex(index, size);
    int piece = pieces.size() - 1;
    while (starts.get(piece) > index) {
      piece--;
    }
    return pieces.get(piece).slice((index - starts.get(piece)) * length, length).order(order);
  }
}
