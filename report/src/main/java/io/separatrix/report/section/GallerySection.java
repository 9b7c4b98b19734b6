package io.separatrix.report.section;

import io.separatrix.experiment.Numbers;
import io.separatrix.geometry.Vectors;
import io.separatrix.geometry.path.ConvexPath;
import io.separatrix.geometry.region.Mark;
import io.separatrix.report.chart.Axis;
import io.separatrix.report.chart.Curve;
import io.separatrix.report.chart.CurveChart;
import io.separatrix.report.chart.LabelMap;
import io.separatrix.report.page.Block;
import io.separatrix.report.page.Section;
import io.separatrix.studies.BoundarySample;
import io.separatrix.studies.gallery.GalleryStudy;
import java.util.ArrayList;
import java.util.List;

/** The report's gallery. */
final class GallerySection {

  /** Images of a film strip, both ends included. */
  private static final int FRAMES = 5;

  private final SectionContext context;

  private GallerySection(SectionContext context) {
    this.context = context;
  }

  static Section of(GalleryStudy.Result result, SectionContext context) {
    return new GallerySection(context).section(result);
  }

  private Section section(GalleryStudy.Result result) {
    List<Block> stories = new ArrayList<>();
    for (GalleryStudy.Story story : result.stories()) {
      stories.add(story(story.ends(), story.nearest(), story.look(), story.profile()));
    }
    if (stories.isEmpty()) {
      stories.add(
          new Block.Paragraph(
              "Nothing to show: this takes two images at least, one of them with a boundary"
                  + " point."));
    }
    List<Block> blocks = new ArrayList<>(stories.subList(0, 1));
    if (stories.size() > 1) {
      blocks.add(new Block.Details("More images", stories.subList(1, stories.size())));
    }
    return new Section(
        "gallery",
        "Gallery",
        "What does all of this look like for single images?",
        List.of(),
        blocks);
  }

  private Block story(
      GalleryStudy.Ends ends,
      BoundarySample entry,
      GalleryStudy.PairFindings look,
      GalleryStudy.Profile profile) {
    int index = context.images().index(ends.item());
    String label = context.className(entry.label());
    List<Block> parts = new ArrayList<>();
    Pictures pictures = Pictures.of(context);
    if (pictures != null) {
      parts.add(nearest(ends, entry, pictures));
    }
    parts.add(section(index, ends, look));
    parts.add(profile(index, profile));
    if (look.path() == null) {
      parts.add(new Block.Paragraph(noPath(ends)));
    } else if (pictures != null) {
      parts.add(film(ends, new ConvexPath(look.path()), pictures));
    }
    if (look.verdicts() != null) {
      parts.add(verdict(entry, look.verdicts()));
    }
    return new Block.Story("Image " + index + ": " + label, parts);
  }

  private Block nearest(GalleryStudy.Ends ends, BoundarySample entry, Pictures pictures) {
    double[] x = context.image(ends.item());
    double[] r = entry.perturbation();
    double factor = pictures.magnification(r);
    String label = context.className(entry.label());
    return new Block.ImageRows(
        "Image, perturbation and nearest boundary point.",
        List.of(
            new Block.ImageRow(
                "",
                List.of(
                    pictures.image(x, "image of " + label, label, "x"),
                    pictures.perturbation(
                        r,
                        factor,
                        "its perturbation, magnified",
                        "norm " + Numbers.shown(entry.norm())),
                    pictures.image(
                        entry.at(x, 1),
                        "the perturbed image",
                        context.className(entry.adjacent()),
                        "boundary point")))));
  }

  private Block section(int index, GalleryStudy.Ends ends, GalleryStudy.PairFindings look) {
    List<Mark> line =
        look.section().marks().stream().filter(mark -> mark.name().startsWith("x")).toList();
    String file =
        new LabelMap(
                look.section().grid(),
                look.section().labels(),
                look.section().margins(),
                look.section().marks(),
                line,
                context.model().classNames(),
                "along x2 - x1, input units",
                "across, towards r(x1), input units")
            .draw()
            .save(context.folder(), "gallery-" + index + "-section");
    return new Block.Figure(
        List.of(new Block.Panel(file, "Map of predicted labels on a plane through the image")),
        "The plane through x1, spanned by r(x1) and x2 - x1; x2 is image "
            + context.images().index(ends.other())
            + ".");
  }

  private String noPath(GalleryStudy.Ends ends) {
    return ends.oneLabel()
        ? "No path found inside the region to image " + context.images().index(ends.other()) + "."
        : "No path: the network gives no later image of the run the same label.";
  }

  private Block profile(int index, GalleryStudy.Profile profile) {
    double[] values = profile.values();
    String file =
        new CurveChart(
                Axis.of("rank of the principal curvature"),
                Axis.of("curvature (1 / input unit)"),
                List.of(Curve.line("principal curvatures", profile.ranks(), values)))
            .draw()
            .save(context.folder(), "gallery-" + index + "-curvature");
    return new Block.Figure(
        List.of(
            new Block.Panel(
                file,
                "Principal curvatures from "
                    + Numbers.shown(values[0])
                    + " down to "
                    + Numbers.shown(values[values.length - 1])
                    + " per input unit")),
        "Principal curvatures at the boundary point; positive where it bends around the region of"
            + " the image.");
  }

  private Block verdict(BoundarySample entry, GalleryStudy.Verdicts verdicts) {
    boolean alarm = verdicts.natural() > verdicts.threshold();
    boolean found = verdicts.perturbed() > verdicts.threshold();
    return new Block.Paragraph(
        "Detector (Algorithm 2, t = "
            + Numbers.shown(verdicts.threshold())
            + "): statistic "
            + Numbers.shown(verdicts.natural())
            + " for the image, "
            + (alarm ? "a false alarm" : "rightly taken for natural")
            + "; "
            + Numbers.shown(verdicts.perturbed())
            + " just beyond the boundary point, "
            + (found ? "perturbation found" : "perturbation missed")
            + "; label restored there: "
            + context.className(verdicts.recovered())
            + (verdicts.recovered() == entry.label() ? ", right." : ", wrong."));
  }

  private Block film(GalleryStudy.Ends ends, ConvexPath path, Pictures pictures) {
    double[][] frames = new double[FRAMES][];
    for (int i = 0; i < FRAMES; i++) {
      frames[i] = path.at(path.length() * i / (FRAMES - 1));
    }
    double[][] logits = context.classifier().logits(frames);
    List<Block.ImageTile> tiles = new ArrayList<>();
    for (int i = 0; i < FRAMES; i++) {
      tiles.add(
          pictures.image(
              frames[i],
              "point " + (i + 1) + " of " + FRAMES + " on the path",
              context.className(Vectors.argmax(logits[i])),
              i == 0 ? "x1" : i == FRAMES - 1 ? "x2" : ""));
    }
    return new Block.ImageRows(
        "A path inside the region to image "
            + context.images().index(ends.other())
            + ", "
            + path.anchors().size()
            + " anchors.",
        List.of(new Block.ImageRow("", tiles)));
  }
}
