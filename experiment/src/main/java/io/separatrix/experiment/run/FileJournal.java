package io.separatrix.experiment.run;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The finished items of one study, one JSON line each with a checksum, in the order in which they
 * finished, after a first line that says whose they are. A run that was killed leaves at most a
 * broken last line, which the next run drops; that item is done again. A line that is broken
 * anywhere else, or says something that cannot be, is refused and not believed.
 *
 * <p>The folder's lock keeps other runs away.
 *
 * @param <R> an item's result: a record, or whatever Jackson reads back equal to what it wrote
 */
final class FileJournal<R> implements Journal<R> {

  /** How the names of journals end. */
  static final String SUFFIX = ".jsonl";

  private final Path file;
  private final FileChannel channel;
  private final String study;
  private final int items;
  private final Class<R> type;
  private final SortedMap<Integer, R> finished = new TreeMap<>();

  private FileJournal(Path file, FileChannel channel, String study, int items, Class<R> type) {
    this.file = file;
    this.channel = channel;
    this.study = study;
    this.items = items;
    this.type = type;
  }

  /**
   * Opens a journal, reads what is in it and goes on after its last whole line.
   *
   * @param study whose items they are
   * @param items how many items the study has
   * @throws RunFolderException if it is damaged, another study's or another version's, or it cannot
   *     be written
   */
  static <R> FileJournal<R> open(Path file, String study, int items, Class<R> type) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      boolean opened = false;
      try {
        FileJournal<R> journal = new FileJournal<>(file, channel, study, items, type);
        long length = journal.read();
        channel.truncate(length).position(length);
        if (length == 0) {
          journal.append(JournalLine.first(study, type));
        }
        opened = true;
        return journal;
      } finally {
        if (!opened) {
          channel.close();
        }
      }
    } catch (IOException e) {
      throw RunFolderException.cannotWrite(file, e);
    }
  }

  /** Whether a journal's file has a whole line after the first. */
  static boolean holdsItems(Path file) {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try (InputStream in = Files.newInputStream(file)) {
      LineBytes lines = new LineBytes(in);
      byte[] first = lines.next();
      byte[] item = lines.next();
      return first != null && item != null;
    } catch (IOException e) {
      return true; // nobody can say that it is not worth keeping
    }
  }

  /**
   * Whole lines of a journal's file after the first; 0 where there is none, or it is unreadable.
   */
  static int items(Path file) {
    if (!Files.isRegularFile(file)) {
      return 0;
    }
    try (InputStream in = Files.newInputStream(file)) {
      LineBytes lines = new LineBytes(in);
      int count = -1;
      for (byte[] line = lines.next(); line != null; line = lines.next()) {
        count++;
      }
      return Math.max(0, count);
    } catch (IOException e) {
      return 0; // who reads its items says what is wrong
    }
  }

  @Override
  public SortedMap<Integer, R> finished() {
    return new TreeMap<>(finished);
  }

  /**
   * It outlives the process once this returns.
   *
   * @throws RunFolderException if the disk is full; the journal then ends with the item before
   */
  @Override
  public void add(int item, R result) {
    if (item < 0 || item >= items || finished.containsKey(item)) {
      throw new IllegalArgumentException(
          "expected an item from 0 to " + (items - 1) + " that is not there yet, found " + item);
    }
    try {
      append(JournalLine.of(item, result));
    } catch (IOException e) {
      throw RunFolderException.cannotWrite(file, e);
    }
    finished.put(item, result);
  }

  private void append(ByteBuffer bytes) throws IOException {
    long before = channel.position();
    try {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    } catch (IOException e) {
      channel.truncate(before);
      throw e;
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw RunFolderException.cannotWrite(file, e);
    }
  }

  /** Reads the whole lines; returns the length of the file up to the end of the last one. */
  private long read() throws IOException {
    LineBytes lines = new LineBytes(Channels.newInputStream(channel.position(0)));
    byte[] line = lines.next();
    if (line == null) {
      return 0;
    }
    String wrong = JournalLine.wrongWithFirst(line, study, type);
    if (!wrong.isEmpty()) {
      throw new RunFolderException(
          file
              + ": "
              + wrong
              + "; finish the run with the version of Separatrix that wrote it, or start again",
          RunRemedy.OVERWRITE);
    }
    long length = line.length + 1L;
    boolean broken = false;
    line = lines.next();
    for (int number = 2; line != null; number++) {
      if (broken) {
        throw unbelievable(number - 1, "expected a line with its checksum, found another", null);
      }
      broken = !SealedLine.isWhole(line);
      if (!broken) {
        take(line, number);
        length += line.length + 1L;
      }
      line = lines.next();
    }
    return length;
  }

  private void take(byte[] line, int number) {
    JournalLine.Entry<R> entry;
    try {
      entry = JournalLine.read(line, items, type);
    } catch (IllegalArgumentException e) {
      throw unbelievable(number, e.getMessage(), e);
    }
    if (finished.put(entry.item(), entry.result()) != null) {
      throw unbelievable(
          number, "expected each item once, found item " + entry.item() + " again", null);
    }
  }

  private RunFolderException unbelievable(
      int number, @Nullable String why, @Nullable Throwable cause) {
    return new RunFolderException(
        file
            + " line "
            + number
            + " was damaged or changed: "
            + why
            + "; delete the line and resume the run, which does its item again, or start again",
        cause,
        RunRemedy.RESUME,
        RunRemedy.OVERWRITE);
  }
}
