package io.separatrix.studies.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The finished items of one study, one JSON line each, in the order in which they finished. A run
 * that was killed leaves at most a torn last line, which the next run drops.
 *
 * @param <R> an item's result: a record, or whatever Jackson reads back equal to what it wrote
 */
public final class Journal<R> implements AutoCloseable {

  private static final String ITEM = "item";
  private static final String RESULT = "result";

  private final Path file;
  private final FileChannel channel;
  private final SortedMap<Integer, R> finished;

  private Journal(Path file, FileChannel channel, SortedMap<Integer, R> finished) {
    this.file = file;
    this.channel = channel;
    this.finished = finished;
  }

  /**
   * Opens a journal, reads what is in it and goes on after its last whole line.
   *
   * @throws RunFolderException if it is damaged, another run writes to it, or it cannot be written
   */
  static <R> Journal<R> open(Path file, Class<R> type) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      boolean opened = false;
      try {
        lock(file, channel);
        SortedMap<Integer, R> finished = new TreeMap<>();
        channel.truncate(read(file, type, finished));
        channel.position(channel.size());
        opened = true;
        return new Journal<>(file, channel, finished);
      } finally {
        if (!opened) {
          channel.close();
        }
      }
    } catch (IOException e) {
      throw RunFolderException.cannotWrite(file, e);
    }
  }

  /** Results that are here already, by the index of their item; a copy. */
  public SortedMap<Integer, R> finished() {
    return new TreeMap<>(finished);
  }

  /**
   * Adds the result of one item; it outlives the process once this returns.
   *
   * @throws RunFolderException if the disk is full; the journal then ends with the item before
   */
  public void add(int item, R result) {
    ObjectMapper mapper = Json.exact();
    ObjectNode line = mapper.createObjectNode().put(ITEM, item);
    try {
      line.set(RESULT, mapper.valueToTree(result));
      ByteBuffer bytes = ByteBuffer.wrap((mapper.writeValueAsString(line) + "\n").getBytes(UTF_8));
      append(bytes);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot be written as JSON: " + result, e);
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

  private static void lock(Path file, FileChannel channel) throws IOException {
    boolean locked;
    try {
      locked = channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      locked = false;
    }
    if (!locked) {
      throw new RunFolderException(
          file + " is being written by another run; wait for it or choose another folder");
    }
  }

  /** Reads the whole lines; returns the length of the file up to the end of the last one. */
  private static <R> long read(Path file, Class<R> type, SortedMap<Integer, R> finished)
      throws IOException {
    long length = 0;
    int number = 0;
    try (LineBytes lines = new LineBytes(Files.newInputStream(file))) {
      for (byte[] line = lines.next(); line != null; line = lines.next()) {
        number++;
        try {
          JsonNode entry = Json.exact().readTree(line);
          R result = Json.exact().treeToValue(entry.required(RESULT), type);
          finished.put(entry.required(ITEM).intValue(), result);
        } catch (JsonProcessingException | IllegalArgumentException e) {
          throw new RunFolderException(
              file
                  + " line "
                  + number
                  + ": expected a result of this version's "
                  + type.getSimpleName()
                  + ", found something else; start again with --overwrite",
              e);
        }
        length += line.length + 1;
      }
    }
    return length;
  }
}
