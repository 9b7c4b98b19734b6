package io.separatrix.explorer.view;

import io.separatrix.explorer.state.Axis;
import io.separatrix.explorer.state.Direction;
import io.separatrix.explorer.state.PlaneState;
import io.separatrix.geometry.Margin;
import io.separatrix.geometry.Vectors;
import io.separatrix.geometry.boundary.BoundaryPoint;
import io.separatrix.geometry.region.Grid;
import io.separatrix.geometry.region.Mark;
import io.separatrix.geometry.region.Plane;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;

/** Maps of planes: those of one network, and of a second one on the same planes. */
public final class Planes {

  /** Width of a window unless told otherwise, in distances from x to its boundary. */
  private static final double DISTANCES = 6;

  private static final MathContext DIGITS = new MathContext(2);

  /** A first map has so many points a side on a network that is this fast, rows a second. */
  private static final double FAST = 400;

  private final Explored network;
  private final Directions directions;

  Planes(Explored network, Directions directions) {
    this.network = network;
    this.directions = directions;
  }

  /**
   * The plane of a state.
   *
   * @param plane its axes
   * @param window where the map lies
   * @param marks that lie in the plane
   */
  public record Setting(Plane plane, Grid window, List<Mark> marks) {}

  /** What a state shows, before any of it is evaluated. */
  public Setting setting(PlaneState state) {
    Plane plane = directions.plane(state.x(), state.u(), state.v());
    double half = width(state) / 2;
    Grid window =
        new Grid(
            state.s() - half,
            state.s() + half,
            state.t() - half,
            state.t() + half,
            state.size(),
            state.size());
    return new Setting(plane, window, marks(state, plane));
  }

  private double width(PlaneState state) {
    if (state.width() > 0) {
      return state.width();
    }
    double norm = directions.boundaries().nearest(state.x()).norm();
    double width = norm > 0 ? DISTANCES * norm : 1;
    return new BigDecimal(width).round(DIGITS).doubleValue();
  }

  /** x and, where they lie in the plane, its boundary point and the image that an axis leads to. */
  private List<Mark> marks(PlaneState state, Plane plane) {
    List<Mark> marks = new ArrayList<>();
    marks.add(new Mark("x", 0, 0));
    for (Direction direction : List.of(state.u(), state.v())) {
      if (direction.towards() != null) {
        continue;
      }
      Axis axis = direction.axis();
      if (axis.kind() == Axis.Kind.NEAREST) {
        BoundaryPoint nearest = directions.boundaries().found(state.x());
        marks.add(plane.mark("z", nearest.point()));
      } else if (axis.image() != null) {
        marks.add(plane.mark("image " + axis.image(), network.image(axis.image())));
      }
    }
    return marks;
  }

  /**
   * The map of a state, coarse at first.
   *
   * @param setting of the state, perhaps found on another network
   * @param sink takes the map as it gets finer; the last one is finished
   */
  public PlaneMap map(PlaneState state, Setting setting, Consumer<PlaneMap> sink) {
    boolean[] told = {false};
    PlaneMap found =
        network.remembered(
            "map " + state.map().text(),
            PlaneMap::bytes,
            () -> {
              told[0] = true;
              return refined(setting, sink);
            });
    if (!told[0]) {
      sink.accept(found);
    }
    return found;
  }

  private PlaneMap refined(Setting setting, Consumer<PlaneMap> sink) {
    int size = setting.window().columns();
    RefinedMap map =
        new RefinedMap(
            size, (points, labels, margins) -> evaluate(setting, points, labels, margins));
    int base = map.base();
    if (network.rowsASecond() < FAST) {
      map.sample(2 * base);
      sink.accept(map(map, 2 * base, setting));
    }
    map.sample(base);
    sink.accept(map(map, base, setting));
    for (int stride = base; stride > 1; stride /= 2) {
      map.refine(stride);
      sink.accept(map(map, stride / 2, setting));
    }
    return map(map, 1, setting);
  }

  private static PlaneMap map(RefinedMap map, int stride, Setting setting) {
    return new PlaneMap(
        setting.window(),
        stride,
        map.labels(),
        map.margins(),
        (BitSet) map.evaluated().clone(),
        setting.marks());
  }

  private void evaluate(Setting setting, int[] points, int[] labels, float[] margins) {
    Grid window = setting.window();
    int atOnce = Vectors.atOnce(setting.plane().origin().length);
    for (int from = 0; from < points.length; from += atOnce) {
      double[][] rows = new double[Math.min(atOnce, points.length - from)][];
      for (int i = 0; i < rows.length; i++) {
        int point = points[from + i];
        rows[i] =
            setting
                .plane()
                .point(window.s(point % window.columns()), window.t(point / window.columns()));
      }
      double[][] logits = network.logits(rows);
      for (int i = 0; i < rows.length; i++) {
        int label = Vectors.argmax(logits[i]);
        labels[points[from + i]] = label;
        margins[points[from + i]] = (float) Margin.of(logits[i], label);
      }
    }
  }
}
