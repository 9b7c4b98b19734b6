package io.separatrix.experiment.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** Comma-separated values, UTF-8, with a header line. */
final class CsvTable {

  private CsvTable() {}

  /** Cells as {@link CsvCell} has them. */
  static void write(List<String> header, Iterable<? extends List<?>> rows, OutputStream out)
      throws IOException {
    CSVFormat format =
        CSVFormat.DEFAULT
            .builder()
            .setHeader(header.toArray(String[]::new))
            .setRecordSeparator("\n")
            .get();
    Writer text = new OutputStreamWriter(out, UTF_8);
    CSVPrinter printer = new CSVPrinter(text, format);
    for (List<?> row : rows) {
      if (row.size() != header.size()) {
        throw new IllegalArgumentException(
            "expected " + header.size() + " cells, found " + row.size());
      }
      printer.printRecord(row.stream().map(CsvCell::of).toArray());
    }
    printer.flush();
  }
}
