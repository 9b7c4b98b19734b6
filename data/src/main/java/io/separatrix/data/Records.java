package io.separatrix.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Records of equal length, in memory or in files. Those in files are read when they are asked for,
 * so that a file larger than the memory can be used. Files are not mapped: a mapped file that
 * another program shortens ends the whole JVM.
 */
final class Records {
  /** Bytes read at once for one byte of many records. */
  private static final int BLOCK = 1 << 20;

  /** Records from {@code start} on, in {@code bytes} if {@code file} is null. */
  private record Piece(int start, int count, byte[] bytes, @Nullable Path file, long offset) {}

  private final int length;
  private final ByteOrder order;
  private final List<Piece> pieces = new ArrayList<>();
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
    return append(new Piece(size, (bytes.length - offset) / length, bytes, null, offset));
  }

  /** Appends {@code count} records of a file from byte {@code offset} on. */
  Records add(Path file, long offset, int count) {
    return append(new Piece(size, count, new byte[0], file, offset));
  }

  private Records append(Piece piece) {
    pieces.add(piece);
    size = Math.addExact(size, piece.count());
    return this;
  }

  int size() {
    return size;
  }

  /**
   * Record {@code index}: a buffer of its own position and limit, starting at byte 0.
   *
   * @throws DataException if the file cannot be read any more, or has become shorter
   */
  ByteBuffer get(int index) {
    Objects.checkIndex(index, size);
    int piece = pieces.size() - 1;
    while (pieces.get(piece).start() > index) {
      piece--;
    }
    return read(pieces.get(piece), index - pieces.get(piece).start(), 1).order(order);
  }

  /**
   * Byte {@code position} of every record.
   *
   * @throws DataException as {@link #get}
   */
  byte[] bytesAt(int position) {
    byte[] result = new byte[size];
    forEachBlock(
        (first, block) -> {
          for (int i = 0; i < block.limit() / length; i++) {
            result[first + i] = block.get(i * length + position);
          }
        });
    return result;
  }

  /** Takes some records in a row, the first of which has a number; the buffer starts at byte 0. */
  interface BlockConsumer {
    void accept(int first, ByteBuffer block);
  }

  /**
   * Hands on all records, many at once, so that all of them are never in memory.
   *
   * @throws DataException as {@link #get}
   */
  void forEachBlock(BlockConsumer consumer) {
    int perBlock = Math.max(1, BLOCK / length);
    for (Piece piece : pieces) {
      for (int first = 0; first < piece.count(); first += perBlock) {
        int count = Math.min(perBlock, piece.count() - first);
        consumer.accept(piece.start() + first, read(piece, first, count).order(order));
      }
    }
  }

  private ByteBuffer read(Piece piece, int first, int count) {
    long start = piece.offset() + (long) first * length;
    Path file = piece.file();
    if (file == null) {
      return ByteBuffer.wrap(piece.bytes(), (int) start, count * length).slice();
    }
    ByteBuffer bytes = ByteBuffer.allocate(count * length);
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      channel.position(start);
      while (bytes.hasRemaining()) {
        if (channel.read(bytes) < 0) {
          throw new DataException(
              file
                  + ": expected "
                  + (start + bytes.capacity())
                  + " bytes or more, found "
                  + channel.size()
                  + ": the file was shortened while it was in use. Write it again and start"
                  + " anew.");
        }
      }
      return bytes.flip();
    } catch (IOException unreadable) {
      throw new DataException(file + ": cannot be read: " + unreadable, unreadable);
    }
  }
}
