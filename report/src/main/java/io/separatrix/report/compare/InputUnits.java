package io.separatrix.report.compare;

import io.separatrix.experiment.Numbers;
import io.separatrix.experiment.run.RunFolder;
import io.separatrix.report.page.Block;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Lengths of several runs in the first one's input units. A network that takes pixels from 0 to 255
 * has its boundary 255 times as far away as the same network with pixels from 0 to 1, and
 * curvatures are so much smaller; beside each other they mean something only in one unit.
 *
 * @param first the run whose units are used
 */
record InputUnits(RunFolder first) {

  /** How many of the first run's input units one of this run's is, by their ranges of pixels. */
  double of(RunFolder run) {
    double ratio = width(first) / width(run);
    return ratio > 0 && Double.isFinite(ratio) ? ratio : 1;
  }

  private static double width(RunFolder run) {
    List<Double> range = run.manifest().model().range();
    return range.size() == 2 ? range.get(1) - range.get(0) : Double.NaN;
  }

  /**
   * What readers have to know; empty if all runs have one unit.
   *
   * @param names of the runs
   */
  Optional<Block> note(List<RunFolder> runs, List<String> names) {
    List<String> others = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      if (of(runs.get(i)) != 1) {
        others.add(names.get(i) + " (" + range(runs.get(i)) + ")");
      }
    }
    return others.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Block.Paragraph(
                "Input units are those of "
                    + names.get(0)
                    + " (pixels "
                    + range(first)
                    + "): lengths and curvatures of "
                    + String.join(", ", others)
                    + " were converted."));
  }

  private static String range(RunFolder run) {
    List<Double> range = run.manifest().model().range();
    return Numbers.shown(range.get(0)) + " to " + Numbers.shown(range.get(1));
  }
}
