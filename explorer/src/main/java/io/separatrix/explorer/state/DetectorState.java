package io.separatrix.explorer.state;

/**
 * What the detector says of x and of points beyond its boundary.
 *
 * @param x the image
 * @param alpha the point that is looked at, in units of r(x)
 */
public record DetectorState(Place x, double alpha) implements ViewState {

  static DetectorState of(Fields fields) {
    return new DetectorState(fields.x(), fields.number("alpha", 1, 0, BoundaryState.FARTHEST));
  }

  @Override
  public String view() {
    return "detector";
  }

  @Override
  public String text() {
    return new Fields.Text(view()).add("x", x, Place.of(0)).add("alpha", alpha, 1.0).toString();
  }
}
