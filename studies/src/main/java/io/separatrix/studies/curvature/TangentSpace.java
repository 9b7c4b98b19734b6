package io.separatrix.studies.curvature;

import io.separatrix.data.DataException;
import io.separatrix.studies.StudyContext;

/** The directions along a boundary, which has one dimension less than the images. */
public final class TangentSpace {

  private TangentSpace() {}

  /**
   * Curvature is that of a line at least.
   *
   * @throws DataException if the images have a single number, so that boundaries are points
   */
  public static void require(StudyContext context) {
    if (context.classifier().dimension() < 2) {
      throw new DataException(
          "expected images of at least 2 numbers, found 1: a boundary is a point then and has no"
              + " curvature");
    }
  }
}
