package io.separatrix.torch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which of several places the batch took at each kind of reshape. The likeliest first; when an
 * attempt fails, the last one that has another place takes it, and later ones start anew.
 */
final class BatchChoices {

  private final Map<String, Integer> taken = new HashMap<>();
  private final Map<String, Integer> counts = new HashMap<>();
  private final List<String> order = new ArrayList<>();

  /** The place to take in this attempt. */
  BatchAxis choose(String kind, List<BatchAxis> places) {
    if (counts.putIfAbsent(kind, places.size()) == null) {
      order.add(kind);
    }
    return places.get(taken.getOrDefault(kind, 0));
  }

  /** Prepares another attempt; false if there is none left. */
  boolean next() {
    for (int i = order.size() - 1; i >= 0; i--) {
      String kind = order.get(i);
      int choice = taken.getOrDefault(kind, 0) + 1;
      if (choice < counts.getOrDefault(kind, 0)) {
        taken.put(kind, choice);
        return true;
      }
      taken.remove(kind);
      counts.remove(kind);
      order.remove(i);
    }
    return false;
  }
}
