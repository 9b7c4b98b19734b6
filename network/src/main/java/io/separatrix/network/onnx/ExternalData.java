package io.separatrix.network.onnx;

import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.separatrix.network.ModelFormatException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Weights in files beside the model. A model file decides what is read, so a hostile one could name
 * any file of the user: only plain files inside the model's folder are opened.
 */
final class ExternalData {

  private final Path folder;
  private final Set<Path> files = new TreeSet<>();

  /**
   * @param folder folder of the model
   */
  ExternalData(Path folder) {
    this.folder = folder;
  }

  /** Files that were read. */
  Set<Path> files() {
    return Collections.unmodifiableSet(files);
  }

  /** The bytes of a tensor whose data is external. */
  ByteBuffer read(TensorProto tensor, long expectedBytes) {
    String name = tensor.getName();
    Map<String, String> entries = new TreeMap<>();
    for (StringStringEntryProto entry : tensor.getExternalDataList()) {
      entries.put(entry.getKey(), entry.getValue());
    }
    Path file = resolve(name, entries.getOrDefault("location", ""));
    files.add(file);
    long offset = number(name, entries, "offset", 0);
    long length = number(name, entries, "length", expectedBytes);
    if (length != expectedBytes) {
      throw new ModelFormatException(
          "tensor '" + name + "': expected " + expectedBytes + " bytes, found length " + length);
    }
    try (FileChannel channel = FileChannel.open(file)) {
      if (offset > channel.size() - length || length > Integer.MAX_VALUE) {
        throw new ModelFormatException(
            "tensor '"
                + name
                + "': expected "
                + length
                + " bytes at offset "
                + offset
                + ", found "
                + channel.size()
                + " bytes in "
                + file);
      }
      ByteBuffer bytes = ByteBuffer.allocateDirect((int) length);
      long position = offset;
      while (bytes.hasRemaining()) {
        int count = channel.read(bytes, position);
        if (count < 0) {
          throw new ModelFormatException(file + " ended while it was read");
        }
        position += count;
      }
      return bytes.flip();
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": cannot be read", e);
    }
  }

  private Path resolve(String tensor, String location) {
    try {
      Path root = folder.toRealPath();
      Path relative = Path.of(location).normalize();
      Path file = root.resolve(relative);
      boolean inside =
          !location.isEmpty()
              && !relative.isAbsolute()
              && !relative.startsWith("..")
              && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
              && file.toRealPath().equals(file);
      if (!inside) {
        throw new ModelFormatException(
            "tensor '"
                + tensor
                + "': expected external data in a plain file inside the model's folder, found"
                + " location '"
                + location
                + "'");
      }
      return file;
    } catch (InvalidPathException e) {
      throw new ModelFormatException(
          "tensor '" + tensor + "': location '" + location + "' is not a path", e);
    } catch (IOException e) {
      throw new UncheckedIOException(folder + ": cannot be read", e);
    }
  }

  private static long number(
      String tensor, Map<String, String> entries, String key, long ifAbsent) {
    String text = entries.get(key);
    if (text == null) {
      return ifAbsent;
    }
    try {
      long number = Long.parseLong(text);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Reported below, like a negative one.
    }
    throw new ModelFormatException(
        "tensor '" + tensor + "': expected a count of bytes as " + key + ", found '" + text + "'");
  }
}
