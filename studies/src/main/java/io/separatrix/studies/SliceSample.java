package io.separatrix.studies;

import io.separatrix.experiment.run.PackedDoubles;
import io.separatrix.geometry.region.CrossSection;
import io.separatrix.geometry.region.Grid;
import io.separatrix.geometry.region.Mark;
import io.separatrix.geometry.region.Plane;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A cross-section as the journal keeps it.
 *
 * @param grid where its points lie on the map
 * @param labels predicted labels, rows x columns
 * @param margins largest logit minus the second largest, rows x columns
 * @param marks points to be shown
 * @param axes where it is a plane: its origin and its two unit vectors; null where it is none, and
 *     in journals of before they were kept
 */
public record SliceSample(
    Grid grid,
    int[][] labels,
    double[][] margins,
    List<Mark> marks,
    @Nullable List<PackedDoubles> axes) {

  public static SliceSample of(CrossSection section) {
    return new SliceSample(
        section.grid(),
        section.labels(),
        section.margins(),
        section.marks(),
        section.chart() instanceof Plane plane
            ? List.of(
                PackedDoubles.of(plane.origin()),
                PackedDoubles.of(plane.u()),
                PackedDoubles.of(plane.v()))
            : null);
  }

  /** The plane; null where it is none, or was not kept. */
  public @Nullable Plane plane() {
    return axes == null
        ? null
        : new Plane(axes.get(0).values(), axes.get(1).values(), axes.get(2).values());
  }
}
