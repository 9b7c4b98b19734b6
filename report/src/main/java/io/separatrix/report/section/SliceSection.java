package io.separatrix.report.section;

import io.separatrix.experiment.Numbers;
import io.separatrix.geometry.path.ConvexPath;
import io.separatrix.geometry.region.Mark;
import io.separatrix.geometry.region.Plane;
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
    return new SliceSection(context).section(result);
  }

  private Section section(SliceStudy.Result result) {
    SliceStudy.Summary summary = result.summary();
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
            left(result.maps().get(0), summary),
            right(result.maps().get(1), summary, result.path())));
  }

  private Block left(SliceSample sample, SliceStudy.Summary summary) {
    List<Mark> ends = sample.marks().stream().filter(mark -> mark.name().startsWith("x")).toList();
    LabelMap map =
        map(sample, ends, "along x2 - x1, input units", "across, towards r(x1), input units");
    Block.Panel panel =
        new Block.Panel(
            map.draw().save(context.folder(), "slice-left"),
            "Map of predicted labels on a plane through x1");
    String caption =
        "The plane through x1 (image "
            + summary.first()
            + ") spanned by r(x1) and x2 - x1 (image "
            + summary.second()
            + "), coloured by predicted label. The line is the straight segment, z the"
            + " boundary point of x1.";
    Plane plane = sample.plane();
    Pictures pictures = Pictures.of(context);
    return plane == null || pictures == null
        ? new Block.Figure(List.of(panel), caption)
        : new Block.PlaneView(
            panel,
            caption,
            TouchedPlane.of(sample, plane, map, pictures.pixels(), context.model().classNames()));
  }

  private Block right(SliceSample sample, SliceStudy.Summary summary, ConvexPath path) {
    List<Mark> anchors =
        sample.marks().stream().filter(mark -> mark.name().startsWith("p")).toList();
    String file =
        map(sample, anchors, "along the path, input units", "along r(x1), input units")
            .draw()
            .save(context.folder(), "slice-right");
    return new Block.Figure(
        List.of(new Block.Panel(file, "Map of predicted labels along the path")),
        "Sections spanned by r(x1) and each leg of the path from x1 to x2, stitched; "
            + summary.anchors()
            + " anchors, "
            + Numbers.shown(path.length() / path.straightDistance())
            + " times as long as the straight segment.");
  }

  private LabelMap map(SliceSample map, List<Mark> route, String s, String t) {
    return new LabelMap(
        map.grid(),
        map.labels(),
        map.margins(),
        map.marks(),
        route,
        context.model().classNames(),
        s,
        t);
  }
}
