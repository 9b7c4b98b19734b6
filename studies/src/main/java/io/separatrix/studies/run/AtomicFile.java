package io.separatrix.studies.run;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Writes a file whole or not at all: into a neighbour first, which then takes the file's name. */
public final class AtomicFile {

  static final String PARTIAL_SUFFIX = ".partial";

  private AtomicFile() {}

  /** Content that is written to a stream. */
  @FunctionalInterface
  public interface Content {
    /** Writes everything; need not flush or close. */
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Writes a file and replaces an older one of the same name. Missing parent folders are created.
   * If anything goes wrong, the older file is still there and nothing new is.
   *
   * @throws RunFolderException if the file cannot be written, with the space left on the disk
   */
  public static void write(Path file, Content content) {
    Path partial = file.resolveSibling("." + file.getFileName() + PARTIAL_SUFFIX);
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      try {
        try (FileChannel channel =
                FileChannel.open(
                    partial,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE);
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel))) {
          content.writeTo(out);
          out.flush();
          channel.force(false);
        }
        Files.move(
            partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(partial);
      }
    } catch (IOException e) {
      throw cannotWrite(file, e);
    }
  }

  /** The exception for a file that cannot be written. */
  static RunFolderException cannotWrite(Path file, IOException cause) {
    return new RunFolderException(
        "cannot write "
            + file
            + ": "
            + reason(cause)
            + spaceLeft(file)
            + "; free some space or choose another folder with --out, then run again (with"
            + " --resume if the run had started)",
        cause);
  }

  private static String reason(IOException cause) {
    String message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message;
  }

  private static String spaceLeft(Path file) {
    Path parent = file.toAbsolutePath().getParent();
    try {
      return " (" + Files.getFileStore(parent).getUsableSpace() / (1 << 20) + " MiB left)";
    } catch (IOException e) {
      return "";
    }
  }
}
