package io.separatrix.report.page;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A command line as a POSIX shell reads it. */
final class CommandLine {

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

  private CommandLine() {}

  static String quoted(List<String> arguments) {
    return arguments.stream()
        .map(
            argument ->
                PLAIN.matcher(argument).matches()
                    ? argument
                    : "'" + argument.replace("'", "'\\''") + "'")
        .collect(Collectors.joining(" "));
  }
}
