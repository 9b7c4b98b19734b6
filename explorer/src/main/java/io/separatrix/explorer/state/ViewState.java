package io.separatrix.explorer.state;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * What a view shows. As text it is {@code VIEW/name=value/...}, which needs no quoting in an
 * address or a shell; what is not named has its default, and {@link #text} leaves that out.
 */
public sealed interface ViewState
    permits ImagesState, PlaneState, BoundaryState, PathState, CurvatureState, DetectorState {

  /** Characters of a text at most. */
  int LONGEST = 2000;

  /** Views by the word that their text starts with. */
  Map<String, Function<Fields, ViewState>> VIEWS =
      Map.of(
          "images", ImagesState::of,
          "plane", fields -> PlaneState.of(fields, false),
          "networks", fields -> PlaneState.of(fields, true),
          "boundary", BoundaryState::of,
          "path", PathState::of,
          "curvature", CurvatureState::of,
          "detector", DetectorState::of);

  /**
   * Reads a state.
   *
   * @throws InvalidStateException if the text names no view, or says of it what it has not
   */
  static ViewState parse(String text) {
    if (text.length() > LONGEST) {
      throw new InvalidStateException(
          "state: expected at most " + LONGEST + " characters, found " + text.length());
    }
    String[] parts = text.split("/", -1);
    Function<Fields, ViewState> view = VIEWS.get(parts[0]);
    if (view == null) {
      throw InvalidStateException.of(
          "view", "one of boundary, curvature, detector, images, networks, path, plane", parts[0]);
    }
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 1; i < parts.length; i++) {
      int equals = parts[i].indexOf('=');
      if (equals < 1) {
        throw InvalidStateException.of(parts[0], "name=value", parts[i]);
      }
      if (values.put(parts[i].substring(0, equals), parts[i].substring(equals + 1)) != null) {
        throw InvalidStateException.of(parts[0], "each name once", parts[i]);
      }
    }
    Fields fields = new Fields(values);
    ViewState state = view.apply(fields);
    Set<String> left = fields.unread();
    if (!left.isEmpty()) {
      throw InvalidStateException.of(
          parts[0], "only " + String.join(", ", fields.read()), String.join(", ", left));
    }
    return state;
  }

  /** The word of the view. */
  String view();

  /** What the view is about. */
  Place x();

  /** The state as text, from which {@link #parse} reads it back. */
  String text();
}
