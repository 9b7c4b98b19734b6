package io.separatrix.cli.option;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Help;
import picocli.CommandLine.IHelpSectionRenderer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** A command's options in {@code --help}: its own first, then shared ones under headings. */
public final class OptionSections implements IHelpSectionRenderer {

  private static final Map<Class<?>, String> HEADINGS =
      Map.of(
          ModelOptions.class, "Model",
          DataOptions.class, "Data",
          ComputeOptions.class, "Computation",
          RunOptions.class, "Run folder",
          OutputOptions.class, "Output",
          VerbosityOptions.class, "Output");

  private static final List<String> ORDER =
      List.of("", "Model", "Data", "Computation", "Run folder", "Output");

  @Override
  public String render(Help help) {
    List<OptionSpec> all = help.commandSpec().options();
    Map<String, String> headings = headings(help.commandSpec());
    Map<String, List<OptionSpec>> sections = new LinkedHashMap<>();
    ORDER.forEach(heading -> sections.put(heading, new ArrayList<>()));
    for (OptionSpec option : all) {
      if (!option.hidden()) {
        String heading = headings.getOrDefault(option.longestName(), "");
        sections.computeIfAbsent(heading, unused -> new ArrayList<>()).add(option);
      }
    }
    StringBuilder text = new StringBuilder();
    sections.forEach(
        (heading, options) -> {
          if (!options.isEmpty()) {
            text.append(heading.isEmpty() ? "" : String.format("%n%s:%n", heading));
            // Columns as wide as all options need, so that sections stand in line.
            Help.Layout layout = help.createDefaultLayout(all, List.of(), help.colorScheme());
            text.append(
                help.optionListExcludingGroups(
                    options,
                    layout,
                    help.createDefaultOptionSort(),
                    help.createDefaultParamLabelRenderer()));
          }
        });
    return text.toString();
  }

  /** The heading of each shared option, by its longest name. */
  private static Map<String, String> headings(CommandSpec command) {
    Map<String, String> headings = new LinkedHashMap<>();
    for (CommandSpec mixin : command.mixins().values()) {
      String heading = HEADINGS.get(mixin.userObject().getClass());
      if (heading != null) {
        mixin.options().forEach(option -> headings.put(option.longestName(), heading));
      }
    }
    return headings;
  }
}
