package io.separatrix.cli.command;

import io.separatrix.cli.option.OutputOptions;
import io.separatrix.data.BuiltInDataset;
import io.separatrix.data.DataHome;
import java.util.Arrays;
import java.util.Locale;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;

/** {@code data list}. */
@Command(
    name = "list",
    description = "List the built-in data sets, their licences, and whether they are here.")
final class DataListCommand extends HostedCommand {

  private static final String COLUMN = " ".repeat(32);

  @ArgGroup(validate = false, order = 5, heading = OutputOptions.HEADING)
  OutputOptions output = new OutputOptions();

  /** One data set. */
  private record Entry(
      String name, boolean present, String description, String licence, String source) {

    static Entry of(BuiltInDataset dataset, DataHome home) {
      return new Entry(
          dataset.label(),
          dataset.isPresent(home),
          dataset.description(),
          dataset.licence(),
          dataset.source());
    }
  }

  @Override
  void run() {
    DataHome home = DataHome.fromEnvironment();
    Entry[] entries =
        Arrays.stream(BuiltInDataset.values())
            .map(dataset -> Entry.of(dataset, home))
            .toArray(Entry[]::new);
    if (!output.isText()) {
      output.print(entries, host());
      return;
    }
    for (Entry entry : entries) {
      String here = entry.present() ? "here" : "not here";
      host()
          .print(
              String.format(Locale.ROOT, "%-22s%-10s%s", entry.name(), here, entry.description()));
      host().print(COLUMN + "licence: " + entry.licence());
      host().print(COLUMN + "from: " + entry.source());
    }
    host().print("'separatrix data fetch cifar10' fetches CIFAR-10, into " + home.folder());
  }
}
