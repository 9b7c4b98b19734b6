package io.separatrix.report.section;

import io.separatrix.experiment.Numbers;
import io.separatrix.geometry.path.ConvexPath;
import io.separatrix.geometry.region.Mark;
import io.separatrix.report.chart.LabelMap;
import io.separatrix.report.page.Block;
import io.separatrix.report.page.KeyNumber;
import io.separatrix.report.page.Section;
import io.separatrix.studies.SliceSample;
import io.separatrix.studies.SliceStudy;
import java.util.List;

/** The report's section on cross-sections. */
final class SliceSection {

  private final SectionContext context;

  private SliceSection(SectionContext context) {
    this.context = context;
  }

  static Section of(SliceStudy.Result result, SectionContext context) {
    SliceSection section = new SliceSection(context);
    return section.section(
        result.summary(),
        result.path(),
        section.left(result.maps().get(0)),
        section.right(result.maps().get(1)));
  }

  /** Draws a map; returns its file inside the run folder. */
  private String left(SliceSample map) {
    List<Mark> ends = map.marks().stream().filter(mark -> mark.name().startsWith("x")).toList();
    return draw(
        map,
        ends,
        "along x2 - x1, input units",
        "across, towards r(x1), input units",
        "slice-left");
  }

  /** Draws a map along a path; returns its file inside the run folder. */
  private String right(SliceSample map) {
    List<Mark> anchors = map.marks().stream().filter(mark -> mark.name().startsWith("p")).toList();
    return draw(
        map, anchors, "along the path, input units", "along r(x1), input units", "slice-right");
  }

  private String draw(SliceSample map, List<Mark> route, String s, String t, String file) {
    return new LabelMap(
            map.grid(), map.labels(), map.marks(), route, context.model().classNames(), s, t)
        .draw()
        .save(context.folder(), file);
  }

  private Section section(SliceStudy.Summary summary, ConvexPath path, String left, String right) {
    String label = context.className(summary.predicted());
    return new Section(
        "slice",
        "Cross-sections (Fig. 2)",
        "What do the regions look like around two images of "
            + label
            + " and along the path between them?",
        List.of(
            new KeyNumber(
                Numbers.percent(summary.shareLeft()),
                "of the plane belongs to the region",
                summary.labelsLeft().size() + " labels on the map"),
            new KeyNumber(
                Numbers.percent(summary.shareRight()),
                "of the strip along the path does",
                summary.labelsRight().size() + " labels on the map")),
        List.of(
            new Block.Figure(
                List.of(new Block.Panel(left, "Map of predicted labels on a plane through x1")),
                "The plane through x1 (image "
                    + summary.first()
                    + ") spanned by r(x1) and x2 - x1 (image "
                    + summary.second()
                    + "), coloured by predicted label. The line is the straight segment, z the"
                    + " boundary point of x1."),
            new Block.Figure(
                List.of(new Block.Panel(right, "Map of predicted labels along the path")),
                "Sections spanned by r(x1) and each leg of the path from x1 to x2, stitched; "
                    + summary.anchors()
                    + " anchors, "
                    + Numbers.shown(path.length() / path.straightDistance())
                    + " times as long as the straight segment.")));
  }
}
