package io.separatrix.cli.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.separatrix.cli.option.LowerCase;
import io.separatrix.cli.option.OutputOptions;
import io.separatrix.cli.terminal.ExitCode;
import io.separatrix.cli.terminal.Host;
import io.separatrix.data.BuiltInDataset;
import io.separatrix.data.DataHome;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code data list}. */
@Command(
    name = "list",
    description = "List the built-in data sets, their licences, and whether they are here.")
final class DataListCommand implements Callable<Integer> {

  @Option(
      names = "--format",
      paramLabel = "text|json",
      defaultValue = "text",
      description = "How the list is printed (default: ${DEFAULT-VALUE}).",
      converter = LowerCase.OfFormat.class)
  OutputOptions.Format format = OutputOptions.Format.TEXT;

  private final Host host;

  DataListCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() {
    DataHome home = DataHome.fromEnvironment();
    if (format == OutputOptions.Format.JSON) {
      host.printJson(json(home));
    } else {
      printText(home);
    }
    return ExitCode.DONE;
  }

  private void printText(DataHome home) {
    for (BuiltInDataset dataset : BuiltInDataset.values()) {
      host.print(
          String.format(
              Locale.ROOT,
              "%-22s%-10s%s",
              dataset.label(),
              dataset.isPresent(home) ? "here" : "not here",
              dataset.description()));
      host.print(" ".repeat(32) + "licence: " + dataset.licence());
      host.print(" ".repeat(32) + "from: " + dataset.source());
    }
    host.print("Fetched data is kept in " + home.folder());
  }

  private static String json(DataHome home) {
    ArrayNode list = new ObjectMapper().createArrayNode();
    for (BuiltInDataset dataset : BuiltInDataset.values()) {
      list.addObject()
          .put("name", dataset.label())
          .put("present", dataset.isPresent(home))
          .put("description", dataset.description())
          .put("licence", dataset.licence())
          .put("source", dataset.source());
    }
    return list.toPrettyString();
  }
}
