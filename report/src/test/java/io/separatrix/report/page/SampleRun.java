package io.separatrix.report.page;

import static java.util.Objects.requireNonNull;

import io.separatrix.data.Images;
import io.separatrix.data.PixelRange;
import io.separatrix.experiment.run.Finding;
import io.separatrix.experiment.run.Manifest;
import io.separatrix.experiment.run.RunFolder;
import io.separatrix.experiment.run.Timings;
import io.separatrix.geometry.Lockstep;
import io.separatrix.geometry.Proportion;
import io.separatrix.geometry.Seeds;
import io.separatrix.geometry.Vectors;
import io.separatrix.geometry.boundary.BoundaryPoint;
import io.separatrix.geometry.boundary.DeepFool;
import io.separatrix.geometry.region.Convexity;
import io.separatrix.geometry.region.CrossSection;
import io.separatrix.geometry.region.Grid;
import io.separatrix.report.Runs;
import io.separatrix.report.chart.Axis;
import io.separatrix.report.chart.Curve;
import io.separatrix.report.chart.CurveChart;
import io.separatrix.report.chart.HistogramChart;
import io.separatrix.report.chart.LabelMap;
import io.separatrix.report.chart.Pixels;
import io.separatrix.report.section.TouchedPlane;
import io.separatrix.studies.SliceSample;
import io.separatrix.testkit.Fashion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** A run folder with a section of each kind, from real images and the nearest class mean. */
final class SampleRun {

  private static final int SHOWN = 4;

  private final List<String> names;
  private final Images images = Images.of(Fashion.data(), PixelRange.UNIT, 0, 120);
  private final Pixels pixels = new Pixels(1, 28, 28, 0, 1);
  private final List<BoundaryPoint> points;

  SampleRun(List<String> names) {
    this.names = names;
    this.points =
        new Lockstep(Fashion.classifier(), 16)
            .map(
                IntStream.range(0, 120).boxed().toList(),
                (item, evaluator) -> new DeepFool().search(images.pixels(item), evaluator));
  }

  /** Writes the folder; returns it closed, with its report drawn. */
  RunFolder write(Path directory, String modelName) {
    Manifest manifest =
        Manifest.starting(
            "demo",
            Map.of("mode", "REFERENCE", "limit", 120, "k", List.of(2, 3, 4, 5, 6, 7, 8, 9, 10)),
            7,
            Runs.model(modelName, "a".repeat(64)),
            Runs.data(),
            List.of(
                new Finding(
                    "piecewise-linear",
                    Finding.Severity.INFO,
                    "every operator is piecewise linear; exact second derivatives are zero")),
            Runs.session());
    RunFolder folder = RunFolder.start(directory, RunFolder.Existing.REFUSE, manifest);
    List<Section> sections = List.of(boundary(folder), section(folder), convexity(folder));
    folder.writeSummary(Map.of("boundary", Map.of("points", 120, "maxResidual", Double.NaN)));
    Map<String, Timings.Phase> phases = new LinkedHashMap<>();
    phases.put("boundary", new Timings.Phase(12.3, 10.9, null));
    phases.put("convexity", new Timings.Phase(3.1, 2.9, null));
    folder.end(Runs.timings(16.4, 13.8, phases), true);
    Report.write(folder, ReportContent.of(sections));
    folder.close();
    return folder;
  }

  private Section boundary(RunFolder folder) {
    double[] norms = points.stream().mapToDouble(BoundaryPoint::norm).sorted().toArray();
    String figure =
        new HistogramChart(
                "norm of r (pixels from 0 to 1)",
                "images",
                24,
                List.of(new HistogramChart.Sample("norms", norms)))
            .draw()
            .save(folder, "norms");
    double factor = pixels.magnification(points.get(0).perturbation());
    List<Block.ImageRow> rows = new ArrayList<>();
    for (int i = 0; i < SHOWN; i++) {
      BoundaryPoint found = points.get(i);
      rows.add(
          new Block.ImageRow(
              "Image " + i,
              List.of(
                  new Block.ImageTile(
                      pixels.image(found.origin()), "image " + i, names.get(found.label()), "x"),
                  new Block.ImageTile(
                      pixels.perturbation(found.perturbation(), factor),
                      "its perturbation",
                      "r",
                      String.format(Locale.ROOT, "norm %.3f", found.norm())),
                  new Block.ImageTile(
                      pixels.image(found.point()),
                      "the perturbed image",
                      names.get(found.adjacent()),
                      "x + r"))));
    }
    return new Section(
            "boundary",
            "Distance to the boundary",
            "What is the smallest change of an image that changes its label?",
            List.of(
                new KeyNumber(
                    String.format(Locale.ROOT, "%.3f", norms[norms.length / 2]),
                    "median norm of r, input units",
                    "120 of 120 images"),
                new KeyNumber("100 %", "converged", "120 of 120; 96.9 to 100 %")),
            List.of(
                new Block.Paragraph("The distance of each image to the nearest other region."),
                new Block.Figure(
                    List.of(new Block.Panel(figure, "Histogram of the norms of r.")),
                    "Norms of r for 120 images."),
                new Block.Heading("Some images"),
                new Block.ImageRows(
                    String.format(
                        Locale.ROOT,
                        "Image, perturbation magnified %.0f times around grey, perturbed image.",
                        factor),
                    rows)))
        .withHeadline("Half of the images lie within 0.3 of a boundary.");
  }

  private Section section(RunFolder folder) {
    BoundaryPoint found = points.get(1);
    double[] other = images.pixels(7);
    double length = Vectors.distance(found.origin(), other);
    Grid grid = new Grid(-0.3 * length, 1.3 * length, -0.5 * length, 0.7 * length, 160, 120);
    CrossSection map =
        new Lockstep(Fashion.classifier(), 1)
            .<Integer, CrossSection>map(
                List.of(0),
                (item, evaluator) ->
                    CrossSection.left(found.origin(), found.perturbation(), other, grid, evaluator))
            .get(0);
    LabelMap drawn =
        new LabelMap(
            map.grid(),
            map.labels(),
            map.margins(),
            map.marks(),
            List.of(map.marks().get(0), map.marks().get(2)),
            names,
            "along x2 - x1, input units",
            "along r(x1), input units");
    String figure = drawn.draw().save(folder, "section");
    SliceSample sample = SliceSample.of(map);
    return new Section(
        "slice",
        "Cross-sections",
        "What do the regions look like on a plane through an image?",
        List.of(),
        List.of(
            new Block.PlaneView(
                new Block.Panel(drawn.draw().save(folder, "plane"), "Map that can be touched."),
                "Labels on the plane.",
                TouchedPlane.of(sample, requireNonNull(sample.plane()), drawn, pixels, names)),
            new Block.Figure(
                List.of(
                    new Block.Panel(figure, "Map of labels on a plane."),
                    new Block.Panel(figure, "The same map again.")),
                "Labels on the plane spanned by r(x1) and x2 - x1.")));
  }

  private Section convexity(RunFolder folder) {
    Convexity convexity = new Convexity(List.of(2, 3, 4, 5, 6, 7, 8, 9, 10));
    List<double[]> members =
        points.stream().filter(p -> p.label() == 8).map(BoundaryPoint::origin).toList();
    List<boolean[]> trials =
        new Lockstep(Fashion.classifier(), 8)
            .map(
                IntStream.range(0, 200).boxed().toList(),
                (item, evaluator) ->
                    convexity.trial(members, 8, Seeds.random(1, "sample", item), evaluator));
    double[] k = convexity.sizes().stream().mapToDouble(size -> size).toArray();
    List<Proportion> shares =
        IntStream.range(0, k.length)
            .mapToObj(m -> Proportion.of(trials.stream().map(trial -> trial[m]).toList()))
            .toList();
    String figure =
        new CurveChart(
                Axis.of("number of images combined, k"),
                Axis.between("probability of staying in the region", 0, 1),
                List.of(
                    Curve.withBars(
                        "nearest class mean",
                        k,
                        shares.stream().map(Proportion::interval).toList()),
                    Curve.withBand(
                        "a convex region",
                        k,
                        DoubleStream.of(k).map(x -> 0.5 + 1 / (2 * x)).toArray(),
                        DoubleStream.of(k).map(x -> 0.4 + 1 / (2 * x)).toArray(),
                        DoubleStream.of(k).map(x -> 0.6 + 1 / (2 * x)).toArray())))
            .draw()
            .save(folder, "convexity");
    List<List<String>> rows = new ArrayList<>();
    for (int m = 0; m < k.length; m++) {
      rows.add(
          List.of(
              String.format(Locale.ROOT, "%.0f", k[m]),
              String.format(Locale.ROOT, "%.3f", shares.get(m).estimate()),
              String.format(Locale.ROOT, "%.3f to %.3f", shares.get(m).low(), shares.get(m).high()),
              "200"));
    }
    return new Section(
        "convexity",
        "Convexity (Fig 3)",
        "Does a mixture of images of one region stay in it?",
        List.of(new KeyNumber("1.000", "probability at k = 2", "200 of 200; 0.981 to 1.000")),
        List.of(
            new Block.Figure(
                List.of(new Block.Panel(figure, "Probability against k.")),
                "200 trials for each k."),
            new Block.Table(
                "Probability of staying in the region",
                List.of("k", "probability", "95 % interval", "trials"),
                rows)));
  }
}
