package io.separatrix.studies;

import io.separatrix.data.DataException;
import io.separatrix.data.PixelRange;
import io.separatrix.experiment.Experiment;
import io.separatrix.experiment.Study;
import io.separatrix.experiment.StudyContext;
import io.separatrix.experiment.StudyResult;
import io.separatrix.geometry.region.CrossSection;
import io.separatrix.geometry.region.Grid;
import io.separatrix.geometry.region.Mark;
import io.separatrix.geometry.region.Plane;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The labels that a network gives on the plane of another network's cross-section. */
public final class PlaneStudy implements Study<PlaneStudy.Result> {

  private final SliceSample section;
  private final PixelRange range;
  private final String of;

  /**
   * @param section of the other network, with its axes
   * @param range of pixels that the other network takes; the plane of the same pictures is mapped
   * @param of the other network's name
   */
  public PlaneStudy(SliceSample section, PixelRange range, String of) {
    Objects.requireNonNull(section.axes(), "expected a cross-section with its axes, found none");
    this.section = section;
    this.range = range;
    this.of = of;
  }

  /**
   * @param of the other network's name
   * @param points of the map
   * @param agreement share of them where both networks give the same label; of this plane alone
   */
  public record Summary(String of, int points, double agreement) {}

  /**
   * @param map as this network has it
   */
  public record Result(Summary summary, SliceSample map) implements StudyResult {}

  @Override
  public String name() {
    return "plane";
  }

  @Override
  public Map<String, Double> expectedEvaluations(Experiment experiment) {
    return Map.of(name(), (double) section.grid().rows() * section.grid().columns());
  }

  @Override
  public Result run(StudyContext context) {
    Plane plane = Objects.requireNonNull(section.plane());
    PixelRange own = context.images().range();
    if (plane.origin().length != context.classifier().dimension()) {
      throw new DataException(
          "expected a plane among images of "
              + context.classifier().dimension()
              + " values, found one of "
              + plane.origin().length
              + "; compare networks with inputs of one shape");
    }
    SliceSample map =
        context
            .journaled(
                name(),
                SliceSample.class,
                List.of(0),
                (item, evaluator) ->
                    SliceSample.of(
                        CrossSection.of(
                            plane(plane, own),
                            grid(section.grid(), own),
                            marks(section.marks(), own),
                            evaluator)))
            .get(0);
    int points = section.grid().rows() * section.grid().columns();
    int same = 0;
    for (int row = 0; row < section.grid().rows(); row++) {
      for (int column = 0; column < section.grid().columns(); column++) {
        if (map.labels()[row][column] == section.labels()[row][column]) {
          same++;
        }
      }
    }
    return new Result(new Summary(of, points, (double) same / points), map);
  }

  /** The plane of the same pictures with pixels in another range: its origin is another. */
  private Plane plane(Plane plane, PixelRange own) {
    double scale = scale(own);
    return own.equals(range)
        ? plane
        : new Plane(
            Arrays.stream(plane.origin())
                .map(value -> own.low() + scale * (value - range.low()))
                .toArray(),
            plane.u(),
            plane.v());
  }

  private Grid grid(Grid grid, PixelRange own) {
    double scale = scale(own);
    return new Grid(
        scale * grid.minS(),
        scale * grid.maxS(),
        scale * grid.minT(),
        scale * grid.maxT(),
        grid.columns(),
        grid.rows());
  }

  private List<Mark> marks(List<Mark> marks, PixelRange own) {
    double scale = scale(own);
    return marks.stream()
        .map(mark -> new Mark(mark.name(), scale * mark.s(), scale * mark.t()))
        .toList();
  }

  private double scale(PixelRange own) {
    return own.width() / range.width();
  }
}
