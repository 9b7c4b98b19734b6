package io.separatrix.report.chart;

import java.util.List;

/**
 * The numbers that a figure shows.
 *
 * @param columns their names
 * @param rows as many cells each
 */
public record DataTable(List<String> columns, List<List<?>> rows) {

  /** Copies the lists. */
  public DataTable {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }
}
