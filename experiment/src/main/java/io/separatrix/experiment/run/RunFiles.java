package io.separatrix.experiment.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.separatrix.data.AtomicFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The names of the files that a run wrote, one a line in {@value #NAME}, each before the file
 * itself: so what may be deleted is known even after a kill, and everything else in the folder is
 * somebody else's. While it is open, the folder is locked for this run.
 */
final class RunFiles implements AutoCloseable {

  /** The file with the names; the lock of the folder is on it. */
  static final String NAME = "run.files";

  /** Parts that neither leave the folder nor hide, so that a list from elsewhere does no harm. */
  private static final Pattern FILE_NAME =
      Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*");

  private final Path directory;
  private final FolderLock lock;
  private final Set<String> names = new LinkedHashSet<>();

  private RunFiles(Path directory, FolderLock lock) {
    this.directory = directory;
    this.lock = lock;
  }

  /** Whether a folder has a list, which means that a run was started there. */
  static boolean isIn(Path directory) {
    return Files.isRegularFile(directory.resolve(NAME), LinkOption.NOFOLLOW_LINKS);
  }

  /**
   * Locks a folder and reads its list.
   *
   * @throws RunFolderException if another run writes in the folder, or it cannot be written
   */
  static RunFiles lock(Path directory) {
    RunFiles files = new RunFiles(directory, FolderLock.take(directory, NAME));
    boolean read = false;
    try {
      files.read();
      read = true;
      return files;
    } catch (IOException e) {
      throw RunFolderException.cannotWrite(directory.resolve(NAME), e);
    } finally {
      if (!read) {
        files.close();
      }
    }
  }

  /** Refuses a folder that another run writes in, as it is now. */
  static void requireFree(Path directory) {
    if (isIn(directory)) {
      FolderLock.take(directory, NAME).close();
    }
  }

  private void read() throws IOException {
    FileChannel channel = lock.channel();
    LineBytes lines = new LineBytes(Channels.newInputStream(channel.position(0)));
    long length = 0;
    for (byte[] line = lines.next(); line != null; line = lines.next()) {
      length += line.length + 1;
      String name = new String(line, UTF_8);
      if (FILE_NAME.matcher(name).matches()) {
        names.add(name);
      }
    }
    channel.truncate(length).position(length); // a torn name's file was not written
  }

  /**
   * Notes a file that is about to be written.
   *
   * @param name its path inside the folder, with slashes
   * @throws RunFolderException if there is such a file and no run wrote it
   */
  void claim(String name) {
    if (!FILE_NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("expected a path of plain names, found " + name);
    }
    if (names.contains(name)) {
      return;
    }
    Path file = directory.resolve(name);
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new RunFolderException(
          file
              + " is there, but is not in "
              + NAME
              + ": expected a file that the run wrote, found another one; move it away",
          RunRemedy.RESUME);
    }
    adopt(name);
  }

  /** Notes a file that is a run's by its place, whoever wrote it. */
  void adopt(String name) {
    if (!names.add(name)) {
      return;
    }
    try {
      ByteBuffer line = ByteBuffer.wrap((name + "\n").getBytes(UTF_8));
      while (line.hasRemaining()) {
        lock.channel().write(line);
      }
      lock.channel().force(false);
    } catch (IOException e) {
      names.remove(name);
      throw RunFolderException.cannotWrite(directory.resolve(NAME), e);
    }
  }

  /** The files noted so far that lie in a folder of the folder. */
  List<Path> in(String folder) {
    return names.stream()
        .filter(name -> name.startsWith(folder + "/"))
        .map(directory::resolve)
        .toList();
  }

  /** Whether a file was noted. */
  boolean has(String name) {
    return names.contains(name);
  }

  /** Deletes the files that the run wrote, whole or in part, and folders that are empty then. */
  void deleteAll() {
    try {
      Path root = directory.toRealPath();
      NavigableSet<Path> folders = new TreeSet<>();
      for (String name : names) {
        Path file = root.resolve(name);
        Path parent = requireNonNull(file.getParent());
        if (!Files.isDirectory(parent) || !parent.toRealPath().equals(parent.normalize())) {
          continue; // gone, or a link that leads out of the folder
        }
        deleteFile(file);
        deleteFile(
            file.resolveSibling("." + file.getFileName().toString() + AtomicFile.PARTIAL_SUFFIX));
        for (Path above = file.getParent();
            above != null && !above.equals(root);
            above = above.getParent()) {
          folders.add(above);
        }
      }
      for (Path folder : folders.descendingSet()) {
        deleteIfEmpty(folder);
      }
      names.clear();
      lock.channel().truncate(0).position(0);
    } catch (IOException e) {
      throw new RunFolderException(
          "cannot empty " + directory + ": " + e.getMessage() + "; empty it yourself", e);
    }
  }

  /** Deletes the list too, and the folder if nothing else is in it. */
  void deleteAllAndFolder() {
    deleteAll();
    try {
      Files.deleteIfExists(directory.resolve(NAME));
      deleteIfEmpty(directory);
    } catch (IOException e) {
      throw new RunFolderException(
          "cannot delete " + directory + ": " + e.getMessage() + "; delete it yourself", e);
    }
  }

  private static void deleteFile(Path file) throws IOException {
    if (!Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
      Files.deleteIfExists(file);
    }
  }

  private static void deleteIfEmpty(Path folder) throws IOException {
    try {
      Files.deleteIfExists(folder);
    } catch (DirectoryNotEmptyException e) {
      return; // somebody else's files are in it
    }
  }

  @Override
  public void close() {
    lock.close();
  }
}
