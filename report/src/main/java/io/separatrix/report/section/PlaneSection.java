package io.separatrix.report.section;

import io.separatrix.experiment.Numbers;
import io.separatrix.geometry.region.Mark;
import io.separatrix.report.chart.LabelMap;
import io.separatrix.report.page.Block;
import io.separatrix.report.page.KeyNumber;
import io.separatrix.report.page.Section;
import io.separatrix.studies.PlaneStudy;
import io.separatrix.studies.SliceSample;
import java.util.List;

/** The report's section on the plane of another network's cross-section. */
final class PlaneSection {

  private PlaneSection() {}

  static Section of(PlaneStudy.Result result, SectionContext context) {
    PlaneStudy.Summary summary = result.summary();
    SliceSample map = result.map();
    List<Mark> ends = map.marks().stream().filter(mark -> mark.name().startsWith("x")).toList();
    String file =
        new LabelMap(
                map.grid(),
                map.labels(),
                map.margins(),
                map.marks(),
                ends,
                context.model().classNames(),
                "along x2 - x1, input units",
                "across, towards r(x1), input units")
            .draw()
            .save(context.folder(), "plane");
    return new Section(
        "plane",
        "The plane of " + summary.of(),
        "What does this network say on the plane of the other one's cross-section?",
        List.of(
            new KeyNumber(
                Numbers.percent(summary.agreement()),
                "of the plane has the same label",
                summary.points() + " points of one plane")),
        List.of(
            new Block.Figure(
                List.of(new Block.Panel(file, "Map of predicted labels on the same plane")),
                "The plane of "
                    + summary.of()
                    + "'s cross-section as this network labels it; r(x1) and z are that"
                    + " network's.")));
  }
}
