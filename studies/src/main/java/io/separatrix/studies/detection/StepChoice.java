package io.separatrix.studies.detection;

import io.separatrix.data.DataException;
import io.separatrix.experiment.Artefact;
import io.separatrix.experiment.StudyContext;
import io.separatrix.geometry.Quantiles;
import io.separatrix.geometry.boundary.BoundaryPoint;
import io.separatrix.geometry.boundary.DeepFool;
import io.separatrix.studies.StudyRemedy;
import java.util.List;

/** Chooses the step h from images that nothing is reported on. */
record StepChoice(List<Integer> items) implements Artefact<Double> {

  /** Images whose distance is measured; their median is known to some 20 % of its value. */
  static final int IMAGES = 32;

  /** How far the boundary is. */
  record Distance(double norm, boolean found) {
    static Distance of(BoundaryPoint point) {
      return new Distance(point.norm(), point.converged());
    }
  }

  /**
   * The median norm of DeepFool's perturbation: the scale at which perturbations act.
   *
   * @param items calibration images
   * @throws DataException if no boundary was found
   */
  static double of(StudyContext context, List<Integer> items) {
    return context.artefact(new StepChoice(items.subList(0, Math.min(IMAGES, items.size()))));
  }

  @Override
  public Double find(StudyContext context) {
    DeepFool search = new DeepFool();
    double median =
        Quantiles.of(
            context
                .journaled(
                    "detect-distance",
                    Distance.class,
                    items,
                    (item, evaluator) -> Distance.of(search.search(context.image(item), evaluator)))
                .stream()
                .filter(Distance::found)
                .mapToDouble(Distance::norm));
    if (!(median > 0)) {
      throw new DataException(
          context.images().data().name()
              + ": no boundary was found near the calibration images, so no step could be chosen;"
              + " give one",
          StudyRemedy.STEP);
    }
    return median;
  }
}
