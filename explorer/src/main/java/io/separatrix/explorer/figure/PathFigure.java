package io.separatrix.explorer.figure;

import io.separatrix.explorer.state.PathState;
import io.separatrix.explorer.view.PathView;
import io.separatrix.explorer.view.Views;
import io.separatrix.report.chart.Axis;
import io.separatrix.report.chart.Curve;
import io.separatrix.report.chart.CurveChart;
import io.separatrix.report.chart.Drawing;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The figure of a path: what is met on the way, and the margin. */
final class PathFigure {

  private static final int PICTURE = 62;

  private final Views views;

  PathFigure(Views views) {
    this.views = views;
  }

  Drawing draw(PathState state, Consumer<String> progress) {
    PathView.Answer answer = views.path().answer(state, progress);
    List<Drawing> parts = new ArrayList<>();
    List<Curve> curves = new ArrayList<>();
    PathView.Walk path = answer.path();
    if (path != null) {
      parts.add(strip(path, "path"));
      curves.add(Curve.line("path of Algorithm 1", path.share(), path.margin()));
    }
    PathView.Walk straight = answer.straight();
    parts.add(strip(straight, "straight"));
    curves.add(Curve.line("straight line", straight.share(), straight.margin()));
    curves.add(Curve.line("boundary", new double[] {0, 1}, new double[] {0, 0}));
    parts.add(
        new CurveChart(
                Axis.of("share of the way"),
                Axis.of("margin of " + answer.name() + " (logits)"),
                curves)
            .draw());
    return Sheet.column(parts);
  }

  private Drawing strip(PathView.Walk walk, String kind) {
    List<Tiles.Tile> tiles =
        walk.frames().stream()
            .map(
                frame ->
                    new Tiles.Tile(
                        views.pictured().drawn(frame.point()),
                        frame.name(),
                        frame.share() == 0 ? kind : Math.round(100 * frame.share()) + " %"))
            .toList();
    return Tiles.of(tiles, PICTURE, tiles.size());
  }
}
