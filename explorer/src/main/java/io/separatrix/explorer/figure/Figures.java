package io.separatrix.explorer.figure;

import io.separatrix.data.DataException;
import io.separatrix.experiment.Numbers;
import io.separatrix.explorer.figure.Tiles.Tile;
import io.separatrix.explorer.state.BoundaryState;
import io.separatrix.explorer.state.CurvatureState;
import io.separatrix.explorer.state.DetectorState;
import io.separatrix.explorer.state.ImageName;
import io.separatrix.explorer.state.ImagesState;
import io.separatrix.explorer.state.PathState;
import io.separatrix.explorer.state.PlaneState;
import io.separatrix.explorer.state.ViewState;
import io.separatrix.explorer.view.BoundaryView;
import io.separatrix.explorer.view.CurvatureView;
import io.separatrix.explorer.view.DetectorView;
import io.separatrix.explorer.view.ImagesView;
import io.separatrix.explorer.view.Pictured;
import io.separatrix.explorer.view.PlaneMap;
import io.separatrix.explorer.view.Planes;
import io.separatrix.explorer.view.Views;
import io.separatrix.geometry.Vectors;
import io.separatrix.geometry.boundary.BoundaryPoint;
import io.separatrix.geometry.region.Grid;
import io.separatrix.geometry.region.Mark;
import io.separatrix.report.chart.Axis;
import io.separatrix.report.chart.Curve;
import io.separatrix.report.chart.CurveChart;
import io.separatrix.report.chart.Drawing;
import io.separatrix.report.chart.LabelMap;
import io.separatrix.report.chart.SectionChart;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Draws views. What a view shows depends on its state alone, so a figure is the same each time. */
public final class Figures {

  private static final String UNITS = ", input units";
  private static final int PICTURE = 150;
  private static final int THUMBNAIL = 96;

  private final Views views;
  private final @Nullable Views second;

  /**
   * @param second of a network to compare with; null for none
   */
  public Figures(Views views, @Nullable Views second) {
    this.views = views;
    this.second = second;
  }

  /**
   * Draws a view.
   *
   * @param progress takes what is under way, in words
   */
  public Drawing draw(ViewState state, Consumer<String> progress) {
    if (state instanceof PlaneState plane) {
      return plane(plane);
    }
    if (state instanceof BoundaryState boundary) {
      return boundary(boundary);
    }
    if (state instanceof PathState path) {
      return new PathFigure(views).draw(path, progress);
    }
    if (state instanceof CurvatureState curvature) {
      return curvature(curvature, progress);
    }
    if (state instanceof DetectorState detector) {
      return detector(detector, progress);
    }
    return images((ImagesState) state, progress);
  }

  private List<String> names() {
    return views.network().experiment().model().classNames();
  }

  private Drawing plane(PlaneState state) {
    Planes.Setting setting = views.planes().setting(state);
    Drawing first = map(views, state, setting);
    if (!state.both()) {
      return first;
    }
    if (second == null) {
      throw new DataException("expected a second network for this view, found one");
    }
    return Sheet.row(List.of(first, map(second, state, setting)));
  }

  private Drawing map(Views of, PlaneState state, Planes.Setting setting) {
    PlaneMap map = of.planes().map(state, setting, coarse -> {});
    int n = map.grid().columns();
    int[][] labels = new int[n][];
    double[][] margins = new double[n][n];
    for (int row = 0; row < n; row++) {
      labels[row] = Arrays.copyOfRange(map.labels(), row * n, (row + 1) * n);
      for (int column = 0; column < n; column++) {
        margins[row][column] = map.margins()[row * n + column];
      }
    }
    return new LabelMap(
            map.grid(),
            labels,
            margins,
            map.marks().stream().filter(mark -> shown(mark, map.grid())).toList(),
            List.of(),
            of.network().experiment().model().classNames(),
            AxisWords.of(state.u()) + UNITS,
            AxisWords.of(state.v()) + UNITS,
            Contours.veil(map, state.shade()))
        .draw();
  }

  private static boolean shown(Mark mark, Grid grid) {
    return mark.s() >= grid.minS()
        && mark.s() <= grid.maxS()
        && mark.t() >= grid.minT()
        && mark.t() <= grid.maxT();
  }

  private Drawing boundary(BoundaryState state) {
    BoundaryView.Answer answer = views.boundary().answer(state);
    BoundaryPoint found = views.boundaries().found(state.x());
    Pictured pictured = views.pictured();
    double[] r = found.perturbation();
    double[] at = Vectors.addScaled(found.origin(), state.alpha(), r);
    Drawing tiles =
        Tiles.of(
            List.of(
                new Tile(pictured.drawn(found.origin()), answer.name(), "x"),
                new Tile(
                    pictured.drawnPerturbation(r, answer.magnification()),
                    "r, times " + Numbers.shown(answer.magnification()),
                    "norm " + Numbers.shown(answer.norm())),
                new Tile(
                    pictured.drawn(found.point()), answer.adjacentName(), "z, on the boundary"),
                new Tile(
                    pictured.drawn(at),
                    answer.at().name(),
                    "x + " + Numbers.shown(state.alpha()) + " r")),
            PICTURE,
            4);
    Drawing curve =
        new CurveChart(
                Axis.of("alpha, in units of r(x)"),
                Axis.of("logit of " + answer.name() + " less " + answer.adjacentName()),
                List.of(
                    Curve.line("margin", answer.way().alpha(), answer.way().margin()),
                    Curve.line("boundary", new double[] {-1, 3}, new double[] {0, 0})))
            .draw();
    return Sheet.column(List.of(tiles, Bars.of(answer.at().logits(), names()), curve));
  }

  private Drawing curvature(CurvatureState state, Consumer<String> progress) {
    CurvatureView.Answer answer = views.curvature().answer(state, progress);
    double[] ranks = Arrays.stream(answer.ranks()).asDoubleStream().toArray();
    Drawing section =
        new SectionChart(
                answer.section(), null, Numbers.shown(answer.curvature()) + " / input unit")
            .draw();
    Drawing profile =
        new CurveChart(
                Axis.of("rank of the principal curvature"),
                Axis.of("curvature (1 / input unit)"),
                List.of(Curve.line("principal curvatures", ranks, answer.values())))
            .draw();
    return Sheet.row(List.of(section, profile));
  }

  private Drawing detector(DetectorState state, Consumer<String> progress) {
    DetectorView.Answer answer = views.detector().answer(state, progress);
    int n = answer.readings().size();
    double[] alpha = answer.readings().stream().mapToDouble(DetectorView.Reading::alpha).toArray();
    double[] value = answer.readings().stream().mapToDouble(DetectorView.Reading::value).toArray();
    double[] error = answer.readings().stream().mapToDouble(DetectorView.Reading::error).toArray();
    double[] low = new double[n];
    double[] high = new double[n];
    for (int i = 0; i < n; i++) {
      low[i] = value[i] - error[i];
      high[i] = value[i] + error[i];
    }
    return new CurveChart(
            Axis.of("alpha, in units of r(x)"),
            Axis.of("statistic of Algorithm 2"),
            List.of(
                new Curve("statistic at x + alpha r", alpha, value, low, high, Curve.Spread.BARS),
                Curve.line(
                    "threshold",
                    new double[] {alpha[0], alpha[n - 1]},
                    new double[] {answer.threshold(), answer.threshold()})))
        .draw();
  }

  private Drawing images(ImagesState state, Consumer<String> progress) {
    ImagesView.Answer answer = views.images().answer(state, progress);
    List<Tile> tiles =
        answer.images().stream()
            .map(
                entry ->
                    new Tile(
                        views.pictured().drawn(views.network().image(ImageName.of(entry.index()))),
                        entry.index() + ": " + names().get(entry.predicted()),
                        Double.isNaN(entry.distance())
                            ? "margin " + Numbers.shown(entry.margin())
                            : "distance " + Numbers.shown(entry.distance())))
            .toList();
    if (tiles.isEmpty()) {
      throw new DataException("expected images to draw, found none that are as asked for");
    }
    return Tiles.of(tiles, THUMBNAIL, 8);
  }
}
