package io.separatrix.report.compare;

import io.separatrix.experiment.run.RunFolder;
import io.separatrix.experiment.run.RunFolderException;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.DuplicateHeaderMode;

/**
 * The items of one study of a run.
 *
 * @param rows cells by the name of their column
 * @param unit how many input units of the first of the runs compared one of this run's is
 */
record SampleTable(List<Map<String, String>> rows, double unit) {

  /** The numbers in a column; cells that hold none are left out. */
  DoubleStream numbers(String column) {
    return rows.stream()
        .map(row -> row.getOrDefault(column, ""))
        .filter(cell -> !cell.isEmpty())
        .mapToDouble(Double::parseDouble);
  }

  /**
   * Reads it from a run folder; empty if the run did not do the study.
   *
   * @param study its name, such as {@code paths-1}
   * @param unit as {@link #unit()}
   */
  static Optional<SampleTable> of(RunFolder folder, String study, double unit) {
    String command = folder.manifest().command();
    String scenario = folder.manifest().configuration().path("scenario").asText();
    boolean alone = study.equals(command) || study.equals(command + "-" + scenario);
    String name = alone ? RunFolder.SAMPLES : "samples-" + study + ".csv";
    if (!folder.has(name)) {
      return Optional.empty();
    }
    CSVFormat format =
        CSVFormat.DEFAULT
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setDuplicateHeaderMode(DuplicateHeaderMode.DISALLOW)
            .get();
    try (CSVParser parser = CSVParser.parse(new StringReader(folder.readText(name)), format)) {
      return Optional.of(new SampleTable(parser.stream().map(CSVRecord::toMap).toList(), unit));
    } catch (IOException | IllegalArgumentException e) {
      throw new RunFolderException(
          folder.directory().resolve(name)
              + " is damaged: expected a table of samples, found: "
              + e.getMessage(),
          e);
    }
  }
}
