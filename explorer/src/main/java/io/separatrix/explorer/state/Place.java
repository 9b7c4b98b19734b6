package io.separatrix.explorer.state;

import java.util.ArrayList;
import java.util.List;

/**
 * A point of the input space: an image, and moves from there in planes, each spanned at the point
 * reached so far: {@code 17} or {@code 17~r~image-40~0.3~-0.2}.
 *
 * @param image where it starts
 * @param moves in order
 */
public record Place(ImageName image, List<Move> moves) {

  /** Moves at most; each asks for the directions at the point before it. */
  public static final int MOST_MOVES = 6;

  /** Largest coordinate, far beyond any pixel range. */
  static final double FARTHEST = 1e7;

  private static final int PARTS = 4;

  /** Copies the moves. */
  public Place {
    moves = List.copyOf(moves);
    if (moves.size() > MOST_MOVES) {
      throw new InvalidStateException(
          "point: expected at most "
              + MOST_MOVES
              + " moves from an image, found "
              + moves.size()
              + "; start again from an image");
    }
  }

  /**
   * A move in a plane.
   *
   * @param u its first direction
   * @param v its second
   * @param s how far along the first axis, input units
   * @param t along the second
   */
  public record Move(Direction u, Direction v, double s, double t) {
    @Override
    public String toString() {
      return u + "~" + v + "~" + Numbers.text(s) + "~" + Numbers.text(t);
    }
  }

  /** An image of the data set. */
  public static Place of(int index) {
    return new Place(ImageName.of(index), List.of());
  }

  /**
   * Reads a point.
   *
   * @throws InvalidStateException if it is none
   */
  public static Place parse(String text) {
    String[] parts = text.split("~", -1);
    if (parts.length % PARTS != 1) {
      throw InvalidStateException.of(
          "point", "an image, and U~V~S~T for each move from there", text);
    }
    List<Move> moves = new ArrayList<>();
    for (int i = 1; i < parts.length; i += PARTS) {
      moves.add(
          new Move(
              Direction.parse(parts[i]),
              Direction.parse(parts[i + 1]),
              Numbers.parse("s", parts[i + 2], -FARTHEST, FARTHEST),
              Numbers.parse("t", parts[i + 3], -FARTHEST, FARTHEST)));
    }
    return new Place(ImageName.parse(parts[0]), moves);
  }

  /** Where the last move started from; itself without moves. */
  public Place before() {
    return moves.isEmpty() ? this : new Place(image, moves.subList(0, moves.size() - 1));
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(image.toString());
    moves.forEach(move -> text.append('~').append(move));
    return text.toString();
  }
}
