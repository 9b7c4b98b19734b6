package io.separatrix.experiment.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.separatrix.data.AtomicFile;
import io.separatrix.data.NpyWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The folder of one run. Every file in it is whole: it is written beside its place and then moved
 * there, except the journals, which grow line by line. The layout is in {@code docs/formats.md}.
 *
 * <p>From the start of a run, or from the first file written to an opened one, the folder is locked
 * until it is closed: two runs cannot write in one folder.
 *
 * <p>Methods that write throw {@link RunFolderException} if they cannot.
 */
public final class RunFolder implements Journals, AutoCloseable {

  public static final String MANIFEST = "run.json";
  public static final String SUMMARY = "summary.json";
  public static final String SECTIONS = "report.json";
  public static final String REPORT = "report.html";
  public static final String SAMPLES = "samples.csv";
  public static final String FIGURES = "figures";
  static final String JOURNALS = "journal";

  private final Path directory;
  private Manifest manifest;
  private @Nullable RunFiles files;

  private RunFolder(Path directory, Manifest manifest, @Nullable RunFiles files) {
    this.directory = directory;
    this.manifest = manifest;
    this.files = files;
  }

  /** What to do with a folder that has something in it. */
  public enum Existing {
    /** Refuse it. */
    REFUSE,
    /** Go on with the run that it holds; it must be the same run. An empty folder starts one. */
    RESUME,
    /**
     * Delete the files of the run that it holds, by their recorded names, and start again. A folder
     * without a run is refused.
     */
    OVERWRITE
  }

  /**
   * Checks whether a run may go to a folder, before anything else is done for it. {@link #start}
   * checks again.
   *
   * @throws RunFolderException if it may not
   */
  public static void requireUsable(Path directory, Existing existing) {
    RunFiles.requireFree(directory);
    if (isEmpty(directory)) {
      return;
    }
    switch (existing) {
      case REFUSE -> throw taken(directory);
      case RESUME -> {
        StoredFile.manifest(directory);
        requireList(directory);
      }
      case OVERWRITE -> requireList(directory);
    }
  }

  /** Refuses a folder without a list of the run's files: what is in it is nobody's to touch. */
  private static void requireList(Path directory) {
    if (!RunFiles.isIn(directory)) {
      throw new RunFolderException(
          directory
              + (Files.exists(directory.resolve(MANIFEST))
                  ? " holds a run of another version of Separatrix: expected its list of files, "
                  : " holds no run and is left alone: expected a run's list of files, ")
              + RunFiles.NAME
              + ", found none; choose another folder or empty it yourself");
    }
  }

  /** A place for a run whose folder nobody named: {@code runs/COMMAND-TIME}. */
  public static Path unnamed(String command) {
    String time =
        DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT)
            .format(LocalDateTime.now(ZoneId.systemDefault()));
    return Path.of("runs", command + "-" + time);
  }

  private static RunFolderException taken(Path directory) {
    return new RunFolderException(
        directory
            + " exists and is not empty; choose another folder, or resume or overwrite the run in"
            + " it",
        RunRemedy.ANOTHER_FOLDER,
        RunRemedy.RESUME,
        RunRemedy.OVERWRITE);
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
    requireUsable(directory, existing);
    RunFiles files = RunFiles.lock(directory);
    boolean started = false;
    try {
      requireUsableStill(directory, existing);
      RunFolder folder = new RunFolder(directory, starting, files);
      if (!isEmpty(directory)) {
        folder.takeOver(existing);
      }
      folder.writeJson(MANIFEST, folder.manifest);
      started = true;
      return folder;
    } finally {
      if (!started) {
        files.close();
      }
    }
  }

  /** Another run may have come and gone between the first look and the lock. */
  private static void requireUsableStill(Path directory, Existing existing) {
    if (existing == Existing.REFUSE && !isEmpty(directory)) {
      throw taken(directory);
    }
  }

  private void takeOver(Existing existing) {
    if (existing == Existing.OVERWRITE) {
      files().deleteAll();
      return;
    }
    Manifest earlier = StoredFile.manifest(directory);
    SameRun.check(directory, earlier, manifest);
    manifest = manifest.after(earlier.sessions());
  }

  /**
   * Opens the folder of a run to read it, or to draw its report again.
   *
   * @throws RunFolderException if it holds no run
   */
  public static RunFolder open(Path directory) {
    return new RunFolder(directory, StoredFile.manifest(directory), null);
  }

  /** The list of its files; locks the folder if it is not locked yet. */
  private RunFiles files() {
    RunFiles open = files;
    if (open == null) {
      open = RunFiles.lock(directory);
      open.adopt(REPORT); // which is a run's wherever there is a run
      files = open;
    }
    return open;
  }

  public Path directory() {
    return directory;
  }

  public Manifest manifest() {
    return manifest;
  }

  @Override
  public <R> Journal<R> journal(String pass, int items, Class<R> type) {
    return FileJournal.open(place(journalName(pass)), pass, items, type);
  }

  /**
   * Adds items that were finished elsewhere to the journal of their pass, which must not be open.
   *
   * @param lines of items that are not in it yet
   */
  public void add(PassLines lines) {
    Path file = place(journalName(lines.pass()));
    try {
      Files.createDirectories(directory.resolve(JOURNALS));
      lines.appendTo(file);
    } catch (IOException e) {
      throw RunFolderException.cannotWrite(file, e);
    }
  }

  /** The finished items of all passes, as lines. */
  public List<PassLines> finishedLines() {
    List<PassLines> all = new ArrayList<>();
    for (Path file : files().in(JOURNALS)) {
      String name = "" + file.getFileName();
      String pass = name.substring(0, name.length() - FileJournal.SUFFIX.length());
      try {
        PassLines.read(file, pass).ifPresent(all::add);
      } catch (IOException e) {
        throw new RunFolderException("cannot read " + file + ": " + e.getMessage(), e);
      }
    }
    return all;
  }

  /**
   * Deletes a file of the run that is not needed any more.
   *
   * @param name that {@link #place} was told
   */
  public void delete(String name) {
    Path file = place(name);
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw RunFolderException.cannotWrite(file, e);
    }
  }

  private static String journalName(String pass) {
    return JOURNALS + "/" + pass + FileJournal.SUFFIX;
  }

  /**
   * The place of a file of the run, for a writer of its own kind; the name is noted before.
   *
   * @param name its path inside the folder, with slashes
   * @throws RunFolderException if there is such a file and no run wrote it
   */
  public Path place(String name) {
    files().claim(name);
    return directory.resolve(name);
  }

  /**
   * Writes a file.
   *
   * @param name its path inside the folder, with slashes
   */
  public void write(String name, AtomicFile.Content content) {
    Path file = place(name);
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

  /**
   * Writes a CSV file: comma-separated, UTF-8, a header line. A cell that is null, or a number that
   * is not finite, is left empty; text that a spreadsheet would take for a formula gets an
   * apostrophe in front.
   */
  public void writeCsv(String name, List<String> header, Iterable<? extends List<?>> rows) {
    write(name, out -> CsvTable.write(header, rows, out));
  }

  /** Writes rows of equal length, perhaps none, as a float64 matrix in NumPy's format. */
  public void writeRows(String name, double[][] rows) {
    Path file = place(name);
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
    return StoredFile.json(directory.resolve(name), type);
  }

  /** Whether there is such a file. */
  public boolean has(String name) {
    return Files.isRegularFile(directory.resolve(name));
  }

  /** Reads a text file of the folder. */
  public String readText(String name) {
    return StoredFile.text(directory.resolve(name));
  }

  /**
   * Deletes what the run wrote, and the folder if nothing else is in it, unless something in it was
   * worth the time: a finished item, or a summary.
   *
   * @return whether it was deleted
   */
  public boolean discardUnlessWorthKeeping() {
    RunFiles list = files();
    if (list.has(SUMMARY) || list.in(JOURNALS).stream().anyMatch(FileJournal::holdsItems)) {
      return false;
    }
    list.deleteAllAndFolder();
    return true;
  }

  /**
   * What an earlier session left of a run that goes on now.
   *
   * @return finished items of each pass that has some, by name, in the order of their first items
   */
  public Map<String, Integer> finished() {
    Map<String, Integer> items = new LinkedHashMap<>();
    for (Path journal : files().in(JOURNALS)) {
      int count = FileJournal.items(journal);
      if (count > 0) {
        String name = journal.getFileName().toString();
        items.put(name.substring(0, name.length() - FileJournal.SUFFIX.length()), count);
      }
    }
    return items;
  }

  /** Records something that a study noticed about its results. */
  public void add(Finding finding) {
    manifest = manifest.with(finding);
    writeJson(MANIFEST, manifest);
  }

  /** Records where the session's time went and whether the run came to its end. */
  public void end(Timings timings, boolean complete) {
    end(timings, complete, complete);
  }

  /** The same for a run that waits for items of other shards, its own being finished. */
  public void endWaiting(Timings timings) {
    end(timings, false, true);
  }

  private void end(Timings timings, boolean complete, boolean itemsFinished) {
    manifest = manifest.ended(timings, complete, itemsFinished);
    writeJson(MANIFEST, manifest);
  }

  /** Lets others write in the folder. */
  @Override
  public void close() {
    if (files != null) {
      files.close();
      files = null;
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
      return entries.allMatch(entry -> entry.endsWith(RunFiles.NAME));
    } catch (IOException e) {
      throw new RunFolderException("cannot read " + directory + ": " + e.getMessage(), e);
    }
  }
}
