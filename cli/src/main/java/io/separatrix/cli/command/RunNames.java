package io.separatrix.cli.command;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Names of folders for the runs of several models. */
final class RunNames {

  private RunNames() {}

  /**
   * @param models built-in names or files
   * @return for each its name without folders and ending, with a number where another has it
   */
  static List<String> of(List<String> models) {
    Set<String> taken = new HashSet<>(Set.of("compare"));
    List<String> names = new ArrayList<>();
    for (String model : models) {
      String file = model.substring(Math.max(model.lastIndexOf('/'), model.lastIndexOf('\\')) + 1);
      String plain = file.replaceFirst("(?<=.)\\.[^.]*$", "").replaceAll("[^A-Za-z0-9._-]", "_");
      String name = plain.matches("[.]*") ? "model" : plain;
      String chosen = name;
      for (int number = 2; !taken.add(chosen); number++) {
        chosen = name + "-" + number;
      }
      names.add(chosen);
    }
    return names;
  }
}
