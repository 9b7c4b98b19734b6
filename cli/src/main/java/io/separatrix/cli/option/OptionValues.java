package io.separatrix.cli.option;

import io.separatrix.network.architecture.PublishedNetwork;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The options that have a part in a study's results, by name, as run.json keeps them. */
public final class OptionValues {

  private static final String AUTO = "auto";

  /** Of the shared options those that change the results and are in no hash and no range. */
  private static final List<String> SHARED =
      List.of(
          "--architecture",
          "--channel-order",
          "--grey",
          "--layout",
          "--mean",
          "--output",
          "--preprocessing",
          "--quantised",
          "--std");

  private OptionValues() {}

  /** All options of the command's own, which are in no group; what the study chooses itself is {@code auto}. */
  public static Map<String, Object> own(CommandSpec command) {
    Map<String, Object> values = new TreeMap<>();
    for (OptionSpec option : command.options()) {
      if (option.group() == null && !option.usageHelp() && !option.versionHelp()) {
        Object value = shown(option.getValue());
        values.put(key(option), value == null ? AUTO : value);
      }
    }
    return values;
  }

  /** The shared options that were given and say something else than they do by default. */
  public static Map<String, Object> shared(CommandSpec command) {
    Map<String, Object> values = new TreeMap<>();
    for (String name : SHARED) {
      OptionSpec option = command.findOption(name);
      Object value = option == null ? null : shown(option.getValue());
      if (value != null && !value.equals(false) && !value.equals(option.defaultValue())) {
        values.put(key(option), value);
      }
    }
    return values;
  }

  private static String key(OptionSpec option) {
    StringBuilder key = new StringBuilder();
    for (String word : option.longestName().substring(2).split("-")) {
      key.append(key.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
    }
    return key.toString();
  }

  private static @Nullable Object shown(@Nullable Object value) {
    if (value instanceof Enum<?> constant) {
      return Converters.name(constant);
    }
    if (value instanceof PublishedNetwork network) {
      return network.name();
    }
    return value instanceof Path path ? path.toString() : value;
  }
}
