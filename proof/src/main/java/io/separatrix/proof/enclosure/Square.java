package io.separatrix.proof.enclosure;

import java.util.ArrayList;
import java.util.List;

/**
 * A square of the plane of a triangle's coordinates u and v: {@code u} in [column, column + 1] /
 * 2^level, {@code v} in [row, row + 1] / 2^level. The triangle is where u + v is at most 1; squares
 * on that edge reach beyond it.
 *
 * @param level how often the unit square was halved, at most 20
 * @param column from 0
 * @param row from 0, with column + row below 2^level
 */
public record Square(int level, int column, int row) {

  /** The unit square, which holds the triangle. */
  public static final Square WHOLE = new Square(0, 0, 0);

  private static final int FINEST = 20;

  public Square {
    if (level < 0 || level > FINEST || column < 0 || row < 0 || column + row >= 1 << level) {
      throw new IllegalArgumentException(
          "expected a square of level 0 to "
              + FINEST
              + " that the triangle reaches into, found level "
              + level
              + ", column "
              + column
              + ", row "
              + row);
    }
  }

  /** {@return its extent in u and in v, a power of two} */
  public double width() {
    return Math.scalb(1.0, -level);
  }

  /** {@return the coordinate u of its middle, which is in the triangle} */
  public double middleU() {
    return (column + 0.5) * width();
  }

  /** {@return the coordinate v of its middle} */
  public double middleV() {
    return (row + 0.5) * width();
  }

  /** {@return whether it can be cut} */
  public boolean divisible() {
    return level < FINEST;
  }

  /**
   * {@return its quarters, as far as the triangle reaches into them: four, or three on the edge}
   */
  public List<Square> quarters() {
    List<Square> quarters = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      for (int j = 0; j < 2; j++) {
        if (2 * column + i + 2 * row + j < 2 << level) {
          quarters.add(new Square(level + 1, 2 * column + i, 2 * row + j));
        }
      }
    }
    return quarters;
  }
}
