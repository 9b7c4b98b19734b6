package io.separatrix.experiment.run;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The right to write in a folder, held by one run at a time: a lock on one file of the folder. The
 * system takes it back when the process ends, however it ends.
 *
 * <p>A process loses its POSIX locks on a file as soon as it closes any descriptor of that file, so
 * the file is opened once and read and written through {@link #channel()} alone; what this process
 * holds is remembered here, for a second descriptor that is opened to be refused would have to be
 * closed.
 */
final class FolderLock implements AutoCloseable {

  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private FolderLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Takes the lock, or says that another run has it.
   *
   * @param directory created with its parents if it is missing
   * @param name the file that is locked, created if it is missing
   * @throws RunFolderException if another run writes in the folder, or it cannot be written
   */
  static FolderLock take(Path directory, String name) {
    try {
      Files.createDirectories(directory);
      Path file = directory.toRealPath().resolve(name);
      if (!HELD.add(file)) {
        throw taken(directory);
      }
      boolean locked = false;
      try {
        FileChannel channel = locked(file);
        if (channel == null) {
          throw taken(directory);
        }
        locked = true;
        return new FolderLock(file, channel);
      } finally {
        if (!locked) {
          HELD.remove(file);
        }
      }
    } catch (IOException e) {
      throw RunFolderException.cannotWrite(directory.resolve(name), e);
    }
  }

  /** Null if another process has the lock. */
  private static @Nullable FileChannel locked(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            LinkOption.NOFOLLOW_LINKS);
    boolean locked = false;
    try {
      locked = channel.tryLock() != null;
    } finally {
      if (!locked) {
        channel.close();
      }
    }
    return locked ? channel : null;
  }

  private static RunFolderException taken(Path directory) {
    return new RunFolderException(
        directory
            + " is being written by another run; expected a folder of its own for each, so wait for"
            + " that run to end or choose another folder",
        RunRemedy.ANOTHER_FOLDER);
  }

  /** The one way to the content of the file that is locked. */
  FileChannel channel() {
    return channel;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw RunFolderException.cannotWrite(file, e);
    } finally {
      HELD.remove(file);
    }
  }
}
