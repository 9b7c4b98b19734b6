package io.separatrix.studies.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.separatrix.data.AtomicFile;
import io.separatrix.data.NpyWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * The folder of one run. Every file in it is whole: it is written beside its place and then moved
 * there, except the journals, which grow line by line. The layout is in {@code docs/formats.md}.
 *
 * <p>Methods that write throw {@link RunFolderException} if they cannot.
 */
public final class RunFolder {

  public static final String MANIFEST = "run.json";
  public static final String SUMMARY = "summary.json";
  public static final String SECTIONS = "report.json";
  public static final String REPORT = "report.html";
  public static final String SAMPLES = "samples.csv";
  public static final String FIGURES = "figures";
  static final String JOURNALS = "journal";

  private final Path directory;
  private Manifest manifest;

  private RunFolder(Path directory, Manifest manifest) {
    this.directory = directory;
    this.manifest = manifest;
  }

  /** What to do with a folder that has something in it. */
  public enum Existing {
    /** Refuse it. */
    REFUSE,
    /** Go on with the run that it holds; it must be the same run. An empty folder starts one. */
    RESUME,
    /** Delete the run that it holds and start again. A folder without a run is refused. */
    OVERWRITE
  }

  /**
   * Checks whether a run may go to a folder, before anything else is done for it. {@link #start}
   * checks again.
   *
   * @throws RunFolderException if it may not
   */
  public static void requireUsable(Path directory, Existing existing) {
    if (isEmpty(directory)) {
      return;
    }
    switch (existing) {
      case REFUSE -> throw taken(directory);
      case RESUME -> readManifest(directory);
      case OVERWRITE -> RunFiles.requireRun(directory);
    }
  }

  private static RunFolderException taken(Path directory) {
    return new RunFolderException(
        directory
            + " exists and is not empty; choose another folder with --out, or --resume or"
            + " --overwrite the run in it");
  }

  /**
   * Starts or resumes a run and writes {@code run.json}.
   *
   * @param directory created with its parents if it is missing
   * @param starting the run; if an older session is resumed, it is added to its sessions
   * @throws RunFolderException if the folder is not empty and may not be used, or holds a run with
   *     another model, data set, seed or configuration (the message lists what differs)
   */
  public static RunFolder start(Path directory, Existing existing, Manifest starting) {
    Manifest manifest = starting;
    if (!isEmpty(directory)) {
      switch (existing) {
        case REFUSE -> throw taken(directory);
        case RESUME -> {
          Manifest earlier = readManifest(directory);
          SameRun.check(directory, earlier, starting);
          manifest = starting.after(earlier.sessions());
        }
        case OVERWRITE -> RunFiles.delete(directory);
      }
    }
    RunFolder folder = new RunFolder(directory, manifest);
    folder.writeJson(MANIFEST, manifest);
    return folder;
  }

  /**
   * Opens the folder of a run to draw its report.
   *
   * @throws RunFolderException if it holds no run
   */
  public static RunFolder open(Path directory) {
    return new RunFolder(directory, readManifest(directory));
  }

  public Path directory() {
    return directory;
  }

  public Manifest manifest() {
    return manifest;
  }

  /**
   * Opens the journal of a study; close it.
   *
   * @param study the study's name
   * @param type the type of an item's result
   */
  public <R> Journal<R> journal(String study, Class<R> type) {
    return Journal.open(directory.resolve(JOURNALS).resolve(study + ".jsonl"), type);
  }

  /**
   * Writes a file.
   *
   * @param name its path inside the folder, with slashes
   */
  public void write(String name, AtomicFile.Content content) {
    Path file = directory.resolve(name);
    try {
      AtomicFile.write(file, content);
    } catch (IOException e) {
      throw RunFolderException.cannotWrite(file, e);
    }
  }

  /** Writes a record or a map as JSON; a number that is not finite becomes null. */
  public void writeJson(String name, Object value) {
    write(name, out -> out.write(Json.readable().writeValueAsBytes(value)));
  }

  /** Writes {@code summary.json}: the fields of a record or a map after {@code schemaVersion}. */
  public void writeSummary(Object summary) {
    ObjectNode root = Json.readable().createObjectNode();
    root.put("schemaVersion", Manifest.SCHEMA_VERSION);
    root.put("command", manifest.command());
    JsonNode fields = Json.tree(summary);
    fields.properties().forEach(field -> root.set(field.getKey(), field.getValue()));
    writeJson(SUMMARY, root);
  }

  /** Writes a CSV file: comma-separated, UTF-8, a header line, a cell that is null left empty. */
  public void writeCsv(String name, List<String> header, Iterable<? extends List<?>> rows) {
    CSVFormat format =
        CSVFormat.DEFAULT
            .builder()
            .setHeader(header.toArray(String[]::new))
            .setRecordSeparator("\n")
            .get();
    write(
        name,
        out -> {
          Writer text = new OutputStreamWriter(out, UTF_8);
          CSVPrinter printer = new CSVPrinter(text, format);
          for (List<?> row : rows) {
            if (row.size() != header.size()) {
              throw new IllegalArgumentException(
                  "expected " + header.size() + " cells, found " + row.size());
            }
            printer.printRecord(row);
          }
          printer.flush();
        });
  }

  /** Writes rows of equal length, perhaps none, as a float64 matrix in NumPy's format. */
  public void writeRows(String name, double[][] rows) {
    Path file = directory.resolve(name);
    try {
      if (rows.length == 0) {
        NpyWriter.write(file, new double[0], 0, 0);
      } else {
        NpyWriter.writeRows(file, rows);
      }
    } catch (IOException e) {
      throw RunFolderException.cannotWrite(file, e);
    }
  }

  /**
   * Reads a JSON file of the folder.
   *
   * @throws RunFolderException if it is missing or not what it must be
   */
  public <V> V readJson(String name, Class<V> type) {
    return readJson(directory.resolve(name), type);
  }

  /** Reads a text file of the folder. */
  public String readText(String name) {
    Path file = directory.resolve(name);
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new RunFolderException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  /** Deletes the run, and the folder if nothing else is in it: the run cannot be finished. */
  public void discard() {
    RunFiles.delete(directory);
    if (isEmpty(directory)) {
      try {
        Files.delete(directory);
      } catch (IOException e) {
        throw new RunFolderException("cannot delete " + directory + ": " + e.getMessage(), e);
      }
    }
  }

  /** Records something that a study noticed about its results. */
  public void add(Finding finding) {
    manifest = manifest.with(finding);
    writeJson(MANIFEST, manifest);
  }

  /** Records where the session's time went and whether the run came to its end. */
  public void end(Timings timings, boolean complete) {
    manifest = manifest.ended(timings, complete);
    writeJson(MANIFEST, manifest);
  }

  private static Manifest readManifest(Path directory) {
    Path file = directory.resolve(MANIFEST);
    if (!Files.isRegularFile(file)) {
      throw new RunFolderException(
          directory + " holds no run: expected " + MANIFEST + " in it; choose another folder");
    }
    Manifest manifest = readJson(file, Manifest.class);
    if (manifest.schemaVersion() != Manifest.SCHEMA_VERSION) {
      throw new RunFolderException(
          file
              + ": expected schemaVersion "
              + Manifest.SCHEMA_VERSION
              + ", found "
              + manifest.schemaVersion()
              + "; use the version of Separatrix that wrote it");
    }
    return manifest;
  }

  private static <V> V readJson(Path file, Class<V> type) {
    try {
      return Json.readable().readValue(file.toFile(), type);
    } catch (JsonProcessingException e) {
      throw new RunFolderException(
          file + " is damaged: " + e.getOriginalMessage() + "; start again with --overwrite", e);
    } catch (IOException e) {
      throw new RunFolderException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  private static boolean isEmpty(Path directory) {
    if (!Files.exists(directory)) {
      return true;
    }
    if (!Files.isDirectory(directory)) {
      throw new RunFolderException(
          directory + " is a file; expected a folder, or a name that is not taken");
    }
    try (var entries = Files.list(directory)) {
      return entries.findAny().isEmpty();
    } catch (IOException e) {
      throw new RunFolderException("cannot read " + directory + ": " + e.getMessage(), e);
    }
  }
}
