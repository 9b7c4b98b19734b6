package io.separatrix.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What of the data was not taken, by kind: how many, and the names of the first. */
final class SkippedFiles {
  private static final int NAMED = 3;

  private final Map<String, List<String>> namesByKind = new TreeMap<>();

  /** Counts one more. */
  void add(String kind, String name) {
    namesByKind.computeIfAbsent(kind, unused -> new ArrayList<>()).add(name);
  }

  /** One line for each kind. */
  List<String> notes() {
    return namesByKind.entrySet().stream()
        .map(entry -> note(entry.getKey(), entry.getValue()))
        .toList();
  }

  /** For example {@code left out: 12 arrays (a, b, c, ...)}. */
  static String note(String kind, List<String> names) {
    return "left out: " + names.size() + " " + kind + " " + named(names);
  }

  /** The first names in brackets. */
  static String named(List<String> names) {
    List<String> first = names.subList(0, Math.min(NAMED, names.size()));
    // A file may be called anything, and its name goes to a terminal.
    return "("
        + String.join(", ", first).replaceAll("\\p{Cntrl}", "?")
        + (names.size() > NAMED ? ", ...)" : ")");
  }
}
