package io.separatrix.report.section;

import static java.util.Objects.requireNonNull;

import io.separatrix.experiment.Numbers;
import io.separatrix.report.chart.ImageGraph;
import io.separatrix.report.page.Block;
import io.separatrix.report.page.KeyNumber;
import io.separatrix.report.page.Section;
import io.separatrix.studies.ComponentsStudy;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The report's section on connected components. */
final class ComponentsSection {

  /** Regions whose graph is drawn, those with the most images. */
  private static final int DRAWN = 10;

  private static final int THUMBNAIL = 64;
  private static final String RIGOROUS = "rigorous";

  private final SectionContext context;
  private final ComponentsStudy.Result result;

  private ComponentsSection(SectionContext context, ComponentsStudy.Result result) {
    this.context = context;
    this.result = result;
  }

  static Section of(ComponentsStudy.Result result, SectionContext context) {
    return new ComponentsSection(context, result).section();
  }

  private Section section() {
    ComponentsStudy.Summary summary = result.summary();
    List<Block> blocks = new ArrayList<>();
    Pictures pictures = Pictures.of(context);
    if (pictures != null) {
      blocks.add(
          new Block.Figure(
              largest().stream().map(label -> graph(label, pictures)).toList(),
              "Images by predicted label. A dashed line is a path between two images on which every"
                  + " sample keeps the label, a full line one that is proved. Neighbours lie near"
                  + " each other; positions mean nothing else."));
    }
    summary
        .labels()
        .forEach(
            (name, region) ->
                blocks.add(
                    new Block.Paragraph(
                        sentence(context.model().name(), name, region, summary.rounding()))));
    blocks.add(new Block.Details("The numbers", List.of(table(summary))));
    Section section =
        new Section(
            "components",
            "Connected components",
            "Which images of one label lie in one connected component of its region?",
            List.of(
                new KeyNumber(
                    summary.connectedRegions() + " of " + summary.labels().size(),
                    "labels whose images lie in one connected component",
                    summary.images() + " images"),
                new KeyNumber(
                    summary.connected() + " of " + summary.paths(),
                    "paths found",
                    "a path that was not found says nothing against one")),
            blocks);
    return section.withHeadline(headline(summary));
  }

  private static String headline(ComponentsStudy.Summary summary) {
    String regions = summary.connectedRegions() + " of " + summary.labels().size() + " labels";
    String images = " (" + summary.images() + " images)";
    if (RIGOROUS.equals(summary.rounding())) {
      return "All images of a label lie in one connected component of its region: proved for "
          + regions
          + images
          + ", rounding included.";
    }
    return "For "
        + regions
        + ", paths inside the region join all images of the label"
        + images
        + ": as far as "
        + (summary.rounding() == null ? "their samples" : "a computation without rounding terms")
        + " can tell, they lie in one connected component each.";
  }

  /**
   * What is known of one label's images. It says "proven" only where every rounding was accounted
   * for.
   *
   * @param rounding how proofs took it; null for sampled paths
   */
  static String sentence(
      String network, String label, ComponentsStudy.Region region, @Nullable String rounding) {
    if (region.images() == 1) {
      return "One image is what " + network + " calls " + label + "; there is nothing to join.";
    }
    String known =
        rounding == null
            ? "as far as samples tell, which is no proof."
            : RIGOROUS.equals(rounding)
                ? "proven."
                : "computed with rounding neglected, which is no proof.";
    String images = region.images() + " images that " + network + " calls " + label;
    return region.components() == 1
        ? "All " + images + " lie in one connected region: " + known
        : "The "
            + images
            + " lie in at most "
            + region.components()
            + " connected components, "
            + region.largest()
            + " of them in one: "
            + known;
  }

  private List<Integer> largest() {
    return result.components().entrySet().stream()
        .sorted(Comparator.comparingInt(entry -> -images(entry.getValue())))
        .limit(DRAWN)
        .map(Map.Entry::getKey)
        .toList();
  }

  private List<List<Integer>> components(int label) {
    return requireNonNull(result.components().get(label), "a label with images");
  }

  private static int images(List<List<Integer>> components) {
    return components.stream().mapToInt(List::size).sum();
  }

  private Block.Panel graph(int label, Pictures pictures) {
    List<Integer> items = components(label).stream().flatMap(List::stream).sorted().toList();
    List<BufferedImage> images =
        items.stream().map(item -> pictures.thumbnail(context.image(item), THUMBNAIL)).toList();
    List<ImageGraph.Edge> edges =
        result.edges().stream()
            .filter(edge -> edge.label() == label && edge.found().connected())
            .map(edge -> edge(edge, items))
            .toList();
    String file =
        new ImageGraph(title(label), images, edges)
            .draw()
            .save(context.folder(), "components-" + label);
    return new Block.Panel(
        file, items.size() + " images of one label with lines where a path joins two");
  }

  private ImageGraph.Edge edge(ComponentsStudy.Edge edge, List<Integer> items) {
    return new ImageGraph.Edge(
        items.indexOf(edge.pair().first()),
        items.indexOf(edge.pair().second()),
        edge.found().proved() && RIGOROUS.equals(result.summary().rounding()));
  }

  private String title(int label) {
    List<List<Integer>> sets = components(label);
    return context.className(label)
        + ": "
        + images(sets)
        + " images, "
        + (sets.size() == 1
            ? "one component"
            : "at most " + sets.size() + " components, the largest of " + sets.get(0).size());
  }

  private static Block table(ComponentsStudy.Summary summary) {
    List<List<String>> rows = new ArrayList<>();
    summary
        .labels()
        .forEach(
            (name, region) ->
                rows.add(
                    List.of(
                        name,
                        "" + region.images(),
                        "" + region.components(),
                        "" + region.largest(),
                        Numbers.percent((double) region.largest() / region.images()))));
    return new Block.Table(
        "Components are counted from above: two images that no path joined count as two.",
        List.of("label", "images", "components at most", "in the largest", "share"),
        rows);
  }
}
