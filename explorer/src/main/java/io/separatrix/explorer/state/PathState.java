package io.separatrix.explorer.state;

/**
 * A path inside the region of x.
 *
 * @param x where it starts
 * @param to the image to which it leads
 * @param prove whether its segments are to be proved
 */
public record PathState(Place x, ImageName to, boolean prove) implements ViewState {

  static PathState of(Fields fields) {
    return new PathState(
        fields.x(),
        fields.get("to", ImageName.of(1), ImageName::parse),
        fields.whole("prove", 0, 0, 1) == 1);
  }

  @Override
  public String view() {
    return "path";
  }

  @Override
  public String text() {
    return new Fields.Text(view())
        .add("x", x, Place.of(0))
        .add("to", to, ImageName.of(1))
        .add("prove", prove ? 1 : 0, 0)
        .toString();
  }
}
