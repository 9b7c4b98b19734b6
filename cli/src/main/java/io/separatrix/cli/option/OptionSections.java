package io.separatrix.cli.option;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Help;
import picocli.CommandLine.IHelpSectionRenderer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** A command's options in {@code --help}: its own first, then shared ones, all under headings. */
public final class OptionSections implements IHelpSectionRenderer {

  private static final String OWN = "Options";
  private static final String OUTPUT = "Output";
  private static final String HELP = "Help";

  private static final Map<Class<?>, String> HEADINGS =
      Map.of(
          ModelOptions.class, "Model",
          DataOptions.class, "Data",
          ComputeOptions.class, "Computation",
          RunOptions.class, "Run folder",
          OutputOptions.class, OUTPUT,
          VerbosityOptions.class, OUTPUT);

  private static final List<String> ORDER =
      List.of(OWN, "Model", "Data", "Computation", "Run folder", OUTPUT, HELP);

  @Override
  public String render(Help help) {
    List<OptionSpec> all = help.commandSpec().options();
    StringBuilder text = new StringBuilder();
    sections(help.commandSpec())
        .forEach(
            (heading, options) -> {
              text.append(String.format("%n%s:%n", heading));
              // Columns as wide as all options need, so that sections stand in line.
              Help.Layout layout = help.createDefaultLayout(all, List.of(), help.colorScheme());
              text.append(
                  help.optionListExcludingGroups(
                      options,
                      layout,
                      help.createDefaultOptionSort(),
                      help.createDefaultParamLabelRenderer()));
            });
    return text.toString();
  }

  /** The options that no other command shares. */
  static List<OptionSpec> own(CommandSpec command) {
    return sections(command).getOrDefault(OWN, List.of());
  }

  /** A command's options that are shown, by heading. */
  private static Map<String, List<OptionSpec>> sections(CommandSpec command) {
    Map<String, String> headings = new LinkedHashMap<>();
    for (CommandSpec mixin : command.mixins().values()) {
      String heading = HEADINGS.get(mixin.userObject().getClass());
      if (heading != null) {
        mixin.options().forEach(option -> headings.put(option.longestName(), heading));
      }
    }
    Map<String, List<OptionSpec>> sections = new LinkedHashMap<>();
    ORDER.forEach(heading -> sections.put(heading, new ArrayList<>()));
    for (OptionSpec option : command.options()) {
      boolean help = option.usageHelp() || option.versionHelp();
      String heading = help ? HELP : headings.getOrDefault(option.longestName(), OWN);
      if (!option.hidden()) {
        sections.computeIfAbsent(heading, unused -> new ArrayList<>()).add(option);
      }
    }
    sections.values().removeIf(List::isEmpty);
    return sections;
  }
}
