package io.separatrix.cluster;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The arguments of a command line, as executors need them. */
final class CommandLineArguments {

  private static final Set<String> NAMING_FILES =
      Set.of(
          "--model",
          "--data",
          "--labels",
          "--image-labels",
          "--preprocessing",
          "--calibration",
          "--image");

  private final List<String> arguments;

  CommandLineArguments(String... arguments) {
    this.arguments = separated(arguments);
  }

  /** {@code --name=value} as two arguments. */
  private static List<String> separated(String... arguments) {
    List<String> all = new ArrayList<>();
    for (String argument : arguments) {
      int equals = argument.startsWith("--") ? argument.indexOf('=') : -1;
      if (equals > 0) {
        all.add(argument.substring(0, equals));
        all.add(argument.substring(equals + 1));
      } else {
        all.add(argument);
      }
    }
    return all;
  }

  /**
   * The command line for an executor: the program first, paths absolute, and its number of threads.
   */
  List<String> forExecutors(int threads) {
    List<String> all = new ArrayList<>(List.of("separatrix"));
    for (int i = 0; i < arguments.size(); i++) {
      boolean path =
          i > 0
              && NAMING_FILES.contains(arguments.get(i - 1))
              && Files.exists(Path.of(arguments.get(i)));
      all.add(path ? absolute(arguments.get(i)) : arguments.get(i));
    }
    if (!arguments.contains("--threads")) {
      all.addAll(List.of("--threads", "" + threads));
    }
    return all;
  }

  private static String absolute(String path) {
    return Path.of(path).toAbsolutePath().normalize().toString();
  }
}
