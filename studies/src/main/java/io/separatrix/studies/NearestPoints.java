package io.separatrix.studies;

import io.separatrix.experiment.PackedDoubles;
import io.separatrix.geometry.Quantiles;
import io.separatrix.geometry.Vectors;
import io.separatrix.geometry.boundary.BoundaryPoint;
import io.separatrix.geometry.boundary.NearestBoundary;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Nearest boundary points of a run's images with their positions, found once and shared by every
 * study of the run that starts from them.
 *
 * @param points one for each item, in order
 */
public record NearestPoints(List<Entry> points) {

  /**
   * A boundary point.
   *
   * @param label k(x)
   * @param adjacent the class on the other side
   * @param norm {@code ||r||}, input units; 0 if none was found
   * @param relativeNorm {@code ||r|| / ||x||}
   * @param cosine between r and the outward normal at z
   * @param residual distance to the boundary to first order, input units
   * @param converged whether the search met its criterion
   * @param iterations steps of the search
   * @param evaluations network evaluations spent
   * @param perturbation r = z - x
   */
  public record Entry(
      int label,
      int adjacent,
      double norm,
      double relativeNorm,
      double cosine,
      double residual,
      boolean converged,
      int iterations,
      long evaluations,
      PackedDoubles perturbation) {

    static Entry of(BoundaryPoint found) {
      return new Entry(
          found.label(),
          found.adjacent(),
          found.norm(),
          found.norm() / Vectors.norm(found.origin()),
          found.cosine(),
          found.residual(),
          found.converged(),
          found.iterations(),
          found.evaluations().total(),
          PackedDoubles.of(found.perturbation()));
    }

    /** Whether there is a boundary point to speak of. */
    public boolean found() {
      return norm > 0 && label != adjacent;
    }

    /** {@code x + s r}: z for s = 1. */
    public double[] at(double[] x, double s) {
      return Vectors.addScaled(x, s, perturbation.values());
    }
  }

  /** Those of the run's own images. */
  public static NearestPoints of(StudyContext context) {
    return of(context, "nearest");
  }

  /**
   * Finds them, or reads what the run's journal has.
   *
   * @param journal its name; each set of images has one
   */
  public static NearestPoints of(StudyContext context, String journal) {
    NearestBoundary search = new NearestBoundary();
    return new NearestPoints(
        context.journaled(
            journal,
            Entry.class,
            context.images().items(),
            (item, evaluator) -> Entry.of(search.search(context.image(item), evaluator))));
  }

  /** Items that have a boundary point. */
  public List<Integer> found() {
    return IntStream.range(0, points.size()).filter(i -> points.get(i).found()).boxed().toList();
  }

  /** The first items that have a boundary point. */
  public List<Integer> found(int limit) {
    List<Integer> found = found();
    return found.subList(0, Math.min(limit, found.size()));
  }

  /** Median of {@code ||r||} over the points found, input units; NaN if there are none. */
  public double medianNorm() {
    return Quantiles.of(points.stream().filter(Entry::found).mapToDouble(Entry::norm));
  }
}
