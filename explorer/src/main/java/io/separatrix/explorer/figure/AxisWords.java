package io.separatrix.explorer.figure;

import io.separatrix.explorer.state.Axis;
import io.separatrix.explorer.state.Direction;
import java.util.Locale;

/** Directions in words. */
public final class AxisWords {

  private AxisWords() {}

  /** A direction, such as {@code towards image 17}. */
  public static String of(Direction direction) {
    String start = of(direction.axis());
    return direction.towards() == null
        ? start
        : start
            + String.format(Locale.ROOT, ", turned by %.0f° to ", direction.degrees())
            + of(direction.towards());
  }

  private static String of(Axis axis) {
    return switch (axis.kind()) {
      case NEAREST -> "along r(x)";
      case IMAGE -> "towards image " + axis.image();
      case LARGEST -> "along principal direction " + axis.number();
      case SMALLEST -> "along principal direction -" + axis.number();
      case SHARED -> "along u" + axis.number() + " of S";
      case RANDOM -> "along random direction " + axis.number();
      case ACROSS -> "along the image's gradient in x";
      case DOWN -> "along the image's gradient in y";
    };
  }
}
