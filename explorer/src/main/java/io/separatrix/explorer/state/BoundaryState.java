package io.separatrix.explorer.state;

/**
 * The way from x through its nearest boundary point.
 *
 * @param x where it starts
 * @param alpha how far along it, in units of r(x): 1 on the boundary
 */
public record BoundaryState(Place x, double alpha) implements ViewState {

  /** As far as the slider goes, on either side. */
  public static final double FARTHEST = 20;

  static BoundaryState of(Fields fields) {
    return new BoundaryState(fields.x(), fields.number("alpha", 1, -FARTHEST, FARTHEST));
  }

  @Override
  public String view() {
    return "boundary";
  }

  @Override
  public String text() {
    return new Fields.Text(view()).add("x", x, Place.of(0)).add("alpha", alpha, 1.0).toString();
  }
}
