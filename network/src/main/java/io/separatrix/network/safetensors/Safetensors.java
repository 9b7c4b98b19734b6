package io.separatrix.network.safetensors;

import io.separatrix.network.Constant;
import io.separatrix.network.ModelFormatException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.TreeMap;

/**
 * The contents of a safetensors file.
 *
 * @param tensors by name
 * @param metadata free text by key
 * @see <a href="https://github.com/huggingface/safetensors#format">the format</a>
 */
public record Safetensors(Map<String, Constant> tensors, Map<String, String> metadata) {

  public Safetensors {
    tensors = Map.copyOf(tensors);
    metadata = Map.copyOf(metadata);
  }

  /**
   * Reads a file into memory. It is not mapped: a mapped file that another program shortens ends
   * the whole JVM.
   *
   * @throws ModelFormatException if the file is not a well-formed safetensors file
   * @throws IOException if it cannot be read
   */
  public static Safetensors read(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      if (channel.size() > Integer.MAX_VALUE) {
        throw new ModelFormatException(
            file + ": expected at most 2 GiB, found " + channel.size() + " bytes");
      }
      ByteBuffer bytes = ByteBuffer.allocateDirect((int) channel.size());
      while (bytes.hasRemaining()) {
        if (channel.read(bytes) < 0) {
          throw new ModelFormatException(
              file
                  + ": expected "
                  + bytes.capacity()
                  + " bytes, found "
                  + bytes.position()
                  + ": the file was shortened while it was read");
        }
      }
      return read(bytes.flip(), file.toString());
    }
  }

  /**
   * Reads a file that is in memory.
   *
   * @param bytes from position to limit; the tensors are views of it
   * @param source name of the file, for messages
   * @throws ModelFormatException if this is not a well-formed safetensors file
   */
  public static Safetensors read(ByteBuffer bytes, String source) {
    ByteBuffer file = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
    Header header = Header.read(file, source);
    Map<String, Constant> tensors = new TreeMap<>();
    for (Header.Entry entry : header.entries()) {
      ByteBuffer data = file.slice(header.bytes() + entry.begin(), entry.end() - entry.begin());
      tensors.put(entry.name(), new Constant(entry.type(), entry.shape(), data));
    }
    return new Safetensors(tensors, header.metadata());
  }

  /**
   * Writes a file, whole or not at all: a reader sees the old file or the new one. Equal contents
   * give equal bytes.
   *
   * @throws IOException if it cannot be written; no part of it is left
   */
  public void write(Path file) throws IOException {
    Path target = file.toAbsolutePath();
    Path parent = target.getParent();
    if (parent == null) {
      throw new IOException(file + ": expected the name of a file, found a folder");
    }
    // Not a temporary file in the JDK's sense: those can be read by their owner only.
    Path partial = parent.resolve("." + target.getFileName() + ".partial");
    try {
      try (FileChannel channel =
          FileChannel.open(
              partial,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        TreeMap<String, Constant> sorted = new TreeMap<>(tensors);
        writeAll(channel, Header.of(sorted, metadata));
        for (Constant tensor : sorted.values()) {
          writeAll(channel, tensor.data().duplicate());
        }
        channel.force(true);
      }
      Files.move(
          partial, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(partial);
    }
  }

  private static void writeAll(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }
}
