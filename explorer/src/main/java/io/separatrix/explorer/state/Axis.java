package io.separatrix.explorer.state;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A direction in the space of images, seen from a point x.
 *
 * @param kind what it is
 * @param number which of them, from 1; 0 where there is one
 * @param image where it leads, for {@link Kind#IMAGE}; else null
 */
public record Axis(Kind kind, int number, @Nullable ImageName image) {

  /** What directions there are. */
  public enum Kind {
    /** r(x), to the nearest boundary point. */
    NEAREST("r", 0),
    /** Towards another image. */
    IMAGE("image", 0),
    /** The principal direction of the i-th largest curvature at the boundary point of x. */
    LARGEST("curved", 10),
    /** That of the i-th smallest. */
    SMALLEST("hollow", 10),
    /** u_i, shared by many boundary points. */
    SHARED("shared", 50),
    /** The i-th of random ones. */
    RANDOM("random", 999),
    /** What a shift of the image by a pixel to the left changes, to first order. */
    ACROSS("shift-x", 0),
    /** The same upwards. */
    DOWN("shift-y", 0);

    private final String word;
    private final int most;

    private String range() {
      return most > 0 ? "-1 to " + word + "-" + most : "";
    }

    Kind(String word, int most) {
      this.word = word;
      this.most = most;
    }
  }

  /** r(x). */
  public static final Axis TO_BOUNDARY = new Axis(Kind.NEAREST, 0, null);

  /** The first random direction. */
  public static final Axis FIRST_RANDOM = new Axis(Kind.RANDOM, 1, null);

  /** Towards an image. */
  public static Axis to(ImageName image) {
    return new Axis(Kind.IMAGE, 0, image);
  }

  /**
   * Reads a direction: {@code r}, {@code image-17}, {@code curved-1}, {@code shift-x}.
   *
   * @throws InvalidStateException if it is none
   */
  public static Axis parse(String text) {
    for (Kind kind : Kind.values()) {
      if (text.equals(kind.word)) {
        return new Axis(kind, kind.most > 0 ? 1 : 0, null).complete(text);
      }
      if (text.startsWith(kind.word + "-") && !text.equals("shift-x") && !text.equals("shift-y")) {
        String rest = text.substring(kind.word.length() + 1);
        if (kind == Kind.IMAGE) {
          return to(ImageName.parse(rest));
        }
        if (rest.matches("[0-9]{1,3}")
            && Integer.parseInt(rest) >= 1
            && Integer.parseInt(rest) <= kind.most) {
          return new Axis(kind, Integer.parseInt(rest), null);
        }
      }
    }
    throw wrong(text);
  }

  private Axis complete(String text) {
    if (kind == Kind.IMAGE) {
      throw wrong(text);
    }
    return this;
  }

  private static InvalidStateException wrong(String text) {
    return InvalidStateException.of(
        "direction",
        "one of "
            + Arrays.stream(Kind.values())
                .map(kind -> kind == Kind.IMAGE ? "image-I" : kind.word + kind.range())
                .collect(Collectors.joining(", ")),
        text);
  }

  @Override
  public String toString() {
    return image != null
        ? kind.word + "-" + image
        : number == 0 ? kind.word : kind.word + "-" + number;
  }
}
