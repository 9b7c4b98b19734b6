package io.separatrix.report.compare;

import io.separatrix.experiment.run.RunFolder;
import io.separatrix.geometry.Interval;
import io.separatrix.report.page.Block;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Several runs in order: by the distance to the boundary over the image's norm where all have it,
 * the furthest first, otherwise as they were given. Each number is over all items of its run.
 *
 * @param quantities columns, those that every run has
 * @param lines a run each, in order
 */
record Leaderboard(List<Quantity> quantities, List<Line> lines) {

  private static final String RANKING = "boundary.relativeNorm";

  /** Columns, with what heads them. */
  private static final Map<String, String> HEADINGS =
      Map.of(
          "predict.accuracy",
          "accuracy",
          RANKING,
          "distance over the image's norm",
          "paths-2.pairs-that-the-straight-segment-joins",
          "straight pairs, scenario 2",
          "curvature.meanCurvature",
          "mean curvature, 1 / input unit");

  /**
   * One run.
   *
   * @param name of its network
   * @param numbers by the quantities, with 95 % intervals
   */
  record Line(String name, List<Interval> numbers) {}

  /** Empty if the runs have none of the numbers in common. */
  static Optional<Leaderboard> of(List<RunFolder> runs, List<String> names) {
    InputUnits units = new InputUnits(runs.get(0));
    List<List<Interval>> columns = new ArrayList<>();
    List<Quantity> quantities = new ArrayList<>();
    for (Quantity quantity : Quantity.ALL) {
      List<Interval> column =
          HEADINGS.containsKey(quantity.id())
              ? runs.stream().flatMap(run -> number(quantity, run, units.of(run)).stream()).toList()
              : List.of();
      if (column.size() == runs.size()) {
        quantities.add(quantity);
        columns.add(column);
      }
    }
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      int run = i;
      lines.add(new Line(names.get(i), columns.stream().map(column -> column.get(run)).toList()));
    }
    List<String> ids = quantities.stream().map(Quantity::id).toList();
    int ranking = ids.indexOf(RANKING);
    if (ranking >= 0) {
      lines.sort(
          Comparator.comparingDouble((Line line) -> -line.numbers().get(ranking).estimate()));
    }
    return quantities.isEmpty()
        ? Optional.empty()
        : Optional.of(new Leaderboard(quantities, lines));
  }

  private static Optional<Interval> number(Quantity quantity, RunFolder run, double unit) {
    return SampleTable.of(run, quantity.study(), unit)
        .map(table -> ComparedNumber.of(quantity, table, table, false, true).first())
        .filter(interval -> interval.count() > 0);
  }

  Block table() {
    List<String> header =
        Stream.concat(
                Stream.of("network"),
                quantities.stream().map(q -> HEADINGS.getOrDefault(q.id(), q.label())))
            .toList();
    return new Block.Table(
        "All runs"
            + (quantities.stream().anyMatch(quantity -> quantity.id().equals(RANKING))
                ? ", the one whose boundary is relatively furthest first"
                : "")
            + ". Each number is over all items of its run, with its 95 % interval; where intervals"
            + " overlap, the tables below say whether two differ on the items that they share.",
        header,
        lines.stream().map(this::row).toList());
  }

  private List<String> row(Line line) {
    List<String> cells = new ArrayList<>(List.of(line.name()));
    for (int i = 0; i < quantities.size(); i++) {
      Quantity quantity = quantities.get(i);
      Interval number = line.numbers().get(i);
      cells.add(
          NumberTable.shown(quantity, number.estimate(), false)
              + " ("
              + NumberTable.ends(quantity, number, false)
              + ")");
    }
    return cells;
  }
}
