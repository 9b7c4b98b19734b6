package io.separatrix.geometry.region;

/**
 * A rectangle of sample points on a chart, its corners among them. Row 0 has the smallest t, column
 * 0 the smallest s.
 *
 * @param minS smallest first coordinate, input units
 * @param maxS largest first coordinate
 * @param minT smallest second coordinate
 * @param maxT largest second coordinate
 * @param columns points along s, at least 2
 * @param rows points along t, at least 2
 */
public record Grid(double minS, double maxS, double minT, double maxT, int columns, int rows) {

  public Grid {
    if (!(minS < maxS && minT < maxT)) {
      throw new IllegalArgumentException(
          String.format(
              "expected a rectangle, found s from %s to %s and t from %s to %s",
              minS, maxS, minT, maxT));
    }
    if (columns < 2 || rows < 2) {
      throw new IllegalArgumentException(
          "expected at least 2 columns and 2 rows, found " + columns + " and " + rows);
    }
  }

  /** First coordinate of a column. */
  public double s(int column) {
    double share = (double) column / (columns - 1);
    return (1 - share) * minS + share * maxS;
  }

  /** Second coordinate of a row. */
  public double t(int row) {
    double share = (double) row / (rows - 1);
    return (1 - share) * minT + share * maxT;
  }
}
