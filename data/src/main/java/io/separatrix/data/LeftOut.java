package io.separatrix.data;

import java.util.List;

/** Says what of the data was not taken: how many, and the names of the first. */
final class LeftOut {
  private static final int NAMED = 3;

  private LeftOut() {}

  /** For example {@code 12 arrays left out (a, b, c, ...)}. */
  static String note(String what, List<String> names) {
    return names.size() + " " + what + " left out " + named(names);
  }

  /** The first names in brackets. */
  static String named(List<String> names) {
    return "("
        + String.join(", ", names.subList(0, Math.min(NAMED, names.size())))
        + (names.size() > NAMED ? ", ...)" : ")");
  }
}
