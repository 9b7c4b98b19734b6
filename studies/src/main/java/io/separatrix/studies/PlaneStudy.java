package io.separatrix.studies;

import io.separatrix.data.DataException;
import io.separatrix.experiment.Experiment;
import io.separatrix.experiment.Study;
import io.separatrix.experiment.StudyContext;
import io.separatrix.experiment.StudyResult;
import io.separatrix.geometry.region.CrossSection;
import io.separatrix.geometry.region.Plane;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The labels that a network gives on the plane of another network's cross-section. */
public final class PlaneStudy implements Study<PlaneStudy.Result> {

  private final SliceSample section;
  private final String of;

  /**
   * @param section of the other network, with its axes
   * @param of the other network's name
   */
  public PlaneStudy(SliceSample section, String of) {
    Objects.requireNonNull(section.axes(), "expected a cross-section with its axes, found none");
    this.section = section;
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
                        CrossSection.of(plane, section.grid(), section.marks(), evaluator)))
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
}
