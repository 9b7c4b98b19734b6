package io.separatrix.studies;

import io.separatrix.geometry.path.ConvexPath;
import io.separatrix.geometry.region.Mark;
import io.separatrix.studies.chart.LabelMap;
import io.separatrix.studies.report.Block;
import io.separatrix.studies.report.KeyNumber;
import io.separatrix.studies.report.Section;
import java.util.List;

/** Draws cross-sections and the report's section on them. */
final class SliceFigures {

  private final StudyContext context;

  SliceFigures(StudyContext context) {
    this.context = context;
  }

  /** Draws a map; returns its file inside the run folder. */
  String left(SliceSample map) {
    List<Mark> ends = map.marks().stream().filter(mark -> mark.name().startsWith("x")).toList();
    return draw(
        map,
        ends,
        "along x2 - x1, input units",
        "across, towards r(x1), input units",
        "slice-left");
  }

  /** Draws a map along a path; returns its file inside the run folder. */
  String right(SliceSample map) {
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

  Section section(SliceStudy.Summary summary, ConvexPath path) {
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
                List.of(
                    new Block.Panel(
                        summary.images().get(0), "Map of predicted labels on a plane through x1")),
                "The plane through x1 (image "
                    + summary.first()
                    + ") spanned by r(x1) and x2 - x1 (image "
                    + summary.second()
                    + "), coloured by predicted label. The line is the straight segment, z the"
                    + " boundary point of x1."),
            new Block.Figure(
                List.of(
                    new Block.Panel(
                        summary.images().get(1), "Map of predicted labels along the path")),
                "Sections spanned by r(x1) and each leg of the path from x1 to x2, stitched; "
                    + summary.anchors()
                    + " anchors, "
                    + Numbers.shown(path.length() / path.straightDistance())
                    + " times as long as the straight segment.")));
  }
}
