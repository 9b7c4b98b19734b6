package io.separatrix.explorer.state;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A direction that spans a plane, perhaps turned towards another one: {@code image-17} or {@code
 * image-17:30:random-1}, which is turned by 30 degrees about the plane's other axis.
 *
 * @param axis what it starts from
 * @param degrees by which it is turned, 0 for not
 * @param towards where to; null if it is not turned
 */
public record Direction(Axis axis, double degrees, @Nullable Axis towards) {

  private static final double MOST = 360;

  public Direction {
    if (degrees == 0) {
      towards = null;
    }
  }

  /** A direction as it is. */
  public static Direction of(Axis axis) {
    return new Direction(axis, 0, null);
  }

  /**
   * Reads a direction.
   *
   * @throws InvalidStateException if it is none
   */
  public static Direction parse(String text) {
    List<String> parts = List.of(text.split(":", -1));
    if (parts.size() == 1) {
      return of(Axis.parse(text));
    }
    if (parts.size() != 3) {
      throw InvalidStateException.of("direction", "AXIS or AXIS:DEGREES:AXIS", text);
    }
    return new Direction(
        Axis.parse(parts.get(0)),
        Numbers.parse("degrees", parts.get(1), -MOST, MOST),
        Axis.parse(parts.get(2)));
  }

  @Override
  public String toString() {
    return towards == null ? axis.toString() : axis + ":" + Numbers.text(degrees) + ":" + towards;
  }
}
