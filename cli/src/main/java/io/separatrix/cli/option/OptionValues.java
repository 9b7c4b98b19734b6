package io.separatrix.cli.option;

import io.separatrix.network.architecture.PublishedNetwork;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The options that have a part in a study's results, by name, as run.json keeps them. */
public final class OptionValues {

  private static final String AUTO = "auto";
  private static final Pattern WORD_START = Pattern.compile("-(.)");

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
          "--save-points",
          "--std");

  private OptionValues() {}

  /** The command's own options, which are in no group. */
  public static List<OptionSpec> own(CommandSpec command) {
    return command.options().stream()
        .filter(option -> option.group() == null && !option.usageHelp() && !option.versionHelp())
        .toList();
  }

  /** The values of the command's own options; what the study chooses itself is {@code auto}. */
  public static Map<String, Object> ofOwn(CommandSpec command) {
    Map<String, Object> values = new TreeMap<>();
    for (OptionSpec option : own(command)) {
      Object value = shown(option.getValue());
      values.put(key(option), value == null ? AUTO : value);
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
    return WORD_START
        .matcher(option.longestName().substring(2))
        .replaceAll(start -> start.group(1).toUpperCase(Locale.ROOT));
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
