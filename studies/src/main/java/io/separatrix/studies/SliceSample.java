package io.separatrix.studies;

import io.separatrix.geometry.region.CrossSection;
import io.separatrix.geometry.region.Grid;
import io.separatrix.geometry.region.Mark;
import java.util.List;

/**
 * A cross-section as the journal keeps it.
 *
 * @param grid where its points lie on the map
 * @param labels predicted labels, rows x columns
 * @param margins largest logit minus the second largest, rows x columns
 * @param marks points to be shown
 */
public record SliceSample(Grid grid, int[][] labels, double[][] margins, List<Mark> marks) {

  public static SliceSample of(CrossSection section) {
    return new SliceSample(section.grid(), section.labels(), section.margins(), section.marks());
  }
}
