package io.separatrix.explorer.view;

import io.separatrix.geometry.region.Grid;
import io.separatrix.geometry.region.Mark;
import java.util.BitSet;
import java.util.List;

/**
 * The map of a plane.
 *
 * @param grid where its points lie, row 0 at the smallest t
 * @param stride distance between the points of the lattice that is known: 1 when it is finished
 * @param labels predicted labels, row by row, -1 where nothing is known yet; not to be modified
 * @param margins largest logit less the second, logits; not to be modified
 * @param evaluated points that were evaluated; the others are interpolated; not to be modified
 * @param marks x, its boundary point, the image of an axis
 */
public record PlaneMap(
    Grid grid, int stride, int[] labels, float[] margins, BitSet evaluated, List<Mark> marks) {

  /** Copies the list. */
  public PlaneMap {
    marks = List.copyOf(marks);
  }

  /** Share of the points that were evaluated. */
  public double evaluatedShare() {
    return (double) evaluated.cardinality() / labels.length;
  }

  long bytes() {
    return labels.length * (Integer.BYTES + Float.BYTES + 1L);
  }
}
