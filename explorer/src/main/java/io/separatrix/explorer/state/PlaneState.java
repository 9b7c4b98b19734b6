package io.separatrix.explorer.state;

import java.util.List;

/**
 * The map of a plane through x.
 *
 * @param x where its coordinates start
 * @param u its first direction
 * @param v its second; made orthogonal to the first
 * @param s first coordinate of the middle of the window, input units
 * @param t second coordinate of the middle
 * @param width of the window, input units; 0 for six distances from x to its boundary
 * @param size points of the map along each side: a power of two
 * @param shade what is shown beside the labels
 * @param both whether a second network's map is beside it
 */
public record PlaneState(
    Place x,
    Direction u,
    Direction v,
    double s,
    double t,
    double width,
    int size,
    Shade shade,
    boolean both)
    implements ViewState {

  /** Points along a side unless told otherwise. */
  public static final int SIZE = 256;

  private static final List<Integer> SIZES = List.of(16, 32, 64, 128, 256, 512);
  private static final double NARROWEST = 1e-6;

  /** What is shown beside the labels. */
  public enum Shade {
    LABELS,
    /** The margin as shading: paler where it is smaller. */
    MARGIN,
    /** Lines of equal margin. */
    CONTOURS
  }

  static PlaneState of(Fields fields, boolean both) {
    int size = fields.whole("size", SIZE, SIZES.get(0), SIZES.get(SIZES.size() - 1));
    if (!SIZES.contains(size)) {
      throw InvalidStateException.of("size", "one of " + SIZES, "" + size);
    }
    return new PlaneState(
        fields.x(),
        fields.get("u", Direction.of(Axis.TO_BOUNDARY), Direction::parse),
        fields.get("v", Direction.of(Axis.FIRST_RANDOM), Direction::parse),
        fields.number("s", 0, -Place.FARTHEST, Place.FARTHEST),
        fields.number("t", 0, -Place.FARTHEST, Place.FARTHEST),
        fields.number("width", 0, NARROWEST, Place.FARTHEST),
        size,
        fields.word("shade", Shade.LABELS, List.of(Shade.values())),
        both);
  }

  @Override
  public String view() {
    return both ? "networks" : "plane";
  }

  @Override
  public String text() {
    return new Fields.Text(view())
        .add("x", x, Place.of(0))
        .add("u", u, Direction.of(Axis.TO_BOUNDARY))
        .add("v", v, Direction.of(Axis.FIRST_RANDOM))
        .add("s", s, 0.0)
        .add("t", t, 0.0)
        .add("width", width, 0.0)
        .add("size", size, SIZE)
        .add("shade", shade, Shade.LABELS)
        .toString();
  }

  /** The map alone, whatever is drawn on it. */
  public PlaneState map() {
    return new PlaneState(x, u, v, s, t, width, size, Shade.LABELS, false);
  }
}
