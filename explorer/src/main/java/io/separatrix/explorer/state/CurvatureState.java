package io.separatrix.explorer.state;

/**
 * How the boundary bends at the nearest boundary point of x.
 *
 * @param x whose boundary point
 * @param along the principal direction of the normal section: 1 for the largest curvature, 2 for
 *     the second; -1 for the smallest, -2 for the second smallest
 */
public record CurvatureState(Place x, int along) implements ViewState {

  private static final int MOST = 10;

  static CurvatureState of(Fields fields) {
    int along = fields.whole("along", 1, -MOST, MOST);
    if (along == 0) {
      throw InvalidStateException.of("along", "1 to 10 or -1 to -10", "0");
    }
    return new CurvatureState(fields.x(), along);
  }

  @Override
  public String view() {
    return "curvature";
  }

  @Override
  public String text() {
    return new Fields.Text(view()).add("x", x, Place.of(0)).add("along", along, 1).toString();
  }
}
