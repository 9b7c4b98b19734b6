package io.separatrix.experiment.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.separatrix.data.AtomicFile;
import io.separatrix.data.DataException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The journals of one pass of several shards, joined: each item once, in the order of the items.
 * Only where items lie is held in memory, not what they say.
 */
final class MergedJournal {

  /** Where an item's line is, and the hash of its bytes. */
  private record Line(Path file, long offset, int length, String hash) {}

  private final NavigableMap<Integer, Line> lines = new TreeMap<>();
  private byte @Nullable [] first;

  /**
   * Takes the items of one more journal. A last line that is torn is left out, as a resumed run
   * would.
   *
   * @throws DataException if it is damaged or another pass's, or has another result for an item
   */
  void add(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      LineBytes source = new LineBytes(in);
      byte[] line = source.next();
      if (line == null) {
        return;
      }
      takeFirst(file, line);
      long offset = line.length + 1L;
      boolean torn = false;
      line = source.next();
      for (int number = 2; line != null; number++) {
        if (torn) {
          throw damaged(file, number - 1);
        }
        torn = !SealedLine.isWhole(line);
        if (!torn) {
          take(file, number, offset, line);
        }
        offset += line.length + 1L;
        line = source.next();
      }
    } catch (IOException e) {
      throw new DataException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  private void takeFirst(Path file, byte[] line) {
    if (!SealedLine.isWhole(line)) {
      throw damaged(file, 1);
    }
    if (first == null) {
      first = line;
    } else if (!Arrays.equals(first, line)) {
      throw new DataException(
          file
              + ": expected a journal that begins with "
              + new String(first, UTF_8)
              + ", as that of another shard, found "
              + new String(line, UTF_8));
    }
  }

  private void take(Path file, int number, long offset, byte[] line) {
    int item;
    try {
      item = JournalLine.item(line);
    } catch (IllegalArgumentException e) {
      throw new DataException(file + " line " + number + ": " + e.getMessage(), e);
    }
    Line here = new Line(file, offset, line.length, hash(line));
    Line there = lines.putIfAbsent(item, here);
    if (there != null && !there.hash().equals(here.hash())) {
      throw new DataException(
          "item "
              + item
              + ": expected the same result wherever it is there, found another one in "
              + there.file()
              + " than in "
              + file
              + ": the shards were not run alike (a processor of another kind rounds differently),"
              + " or a file was changed");
    }
  }

  /** Writes what was joined. */
  void writeTo(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    AtomicFile.write(file, this::copy);
  }

  private void copy(OutputStream to) throws IOException {
    if (first == null) {
      return;
    }
    OutputStream out = new BufferedOutputStream(to, 1 << 16);
    out.write(first);
    out.write('\n');
    Map<Path, RandomAccessFile> open = new HashMap<>();
    try {
      for (Line line : lines.values()) {
        RandomAccessFile source = open.get(line.file());
        if (source == null) {
          source = new RandomAccessFile(line.file().toFile(), "r");
          open.put(line.file(), source);
        }
        byte[] bytes = new byte[line.length()];
        source.seek(line.offset());
        source.readFully(bytes);
        if (!hash(bytes).equals(line.hash())) {
          throw new IOException(line.file() + " was changed meanwhile");
        }
        out.write(bytes);
        out.write('\n');
      }
    } finally {
      for (RandomAccessFile source : open.values()) {
        source.close();
      }
    }
    out.flush();
  }

  private static DataException damaged(Path file, int line) {
    return new DataException(
        file
            + " line "
            + line
            + " was damaged or changed: expected a line with its checksum; resume that shard, which"
            + " says what to do");
  }

  private static String hash(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform has it
    }
  }

  /** The passes of all journals, by file name. */
  static NavigableMap<String, List<Path>> byName(List<List<Path>> ofRuns) {
    NavigableMap<String, List<Path>> files = new TreeMap<>();
    for (List<Path> journals : ofRuns) {
      for (Path journal : journals) {
        files.computeIfAbsent("" + journal.getFileName(), name -> new ArrayList<>()).add(journal);
      }
    }
    return files;
  }
}
