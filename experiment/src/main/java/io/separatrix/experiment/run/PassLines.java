package io.separatrix.experiment.run;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finished items of one pass as lines of its journal, without line feeds: in this form results
 * travel between machines, to the bit and under their checksums.
 *
 * @param pass name of the pass
 * @param first line of the journal, which says whose it is
 * @param items one line each
 */
public record PassLines(String pass, byte[] first, List<byte[]> items) implements Serializable {

  public PassLines {
    items = List.copyOf(items);
  }

  /**
   * {@return the whole lines of a journal up to the first that is torn; empty if it has not even a
   * first one}
   *
   * @param file the journal, which may be missing
   * @param pass whose it is
   * @throws IOException if it cannot be read
   */
  public static Optional<PassLines> read(Path file, String pass) throws IOException {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(file)) {
      LineBytes source = new LineBytes(in);
      byte[] first = source.next();
      if (first == null || !SealedLine.isWhole(first)) {
        return Optional.empty();
      }
      List<byte[]> items = new ArrayList<>();
      for (byte[] line = source.next();
          line != null && SealedLine.isWhole(line);
          line = source.next()) {
        items.add(line);
      }
      return Optional.of(new PassLines(pass, first, items));
    }
  }

  /**
   * Adds them to the end of a journal; the first line comes before them where there is none yet.
   *
   * @param file the journal, which nobody else writes
   * @throws IOException if it cannot be written
   */
  public void appendTo(Path file) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    if (!Files.exists(file) || Files.size(file) == 0) {
      bytes.write(first);
      bytes.write('\n');
    }
    for (byte[] line : items) {
      bytes.write(line);
      bytes.write('\n');
    }
    Files.write(file, bytes.toByteArray(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
