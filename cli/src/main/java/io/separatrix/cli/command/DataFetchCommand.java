package io.separatrix.cli.command;

import io.separatrix.cli.terminal.ProgressBars;
import io.separatrix.cli.terminal.UsageException;
import io.separatrix.data.BuiltInDataset;
import io.separatrix.data.Cifar10Fetch;
import io.separatrix.data.DataHome;
import io.separatrix.data.RemoteFile;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code data fetch}. */
@Command(
    name = "fetch",
    description = {
      "Fetch a data set from its source into the data folder.",
      "An interrupted fetch goes on where it stopped. The folder is $SEPARATRIX_HOME, or"
          + " .cache/separatrix in your home."
    })
final class DataFetchCommand extends HostedCommand {
  private static final int KILOBYTE = 1000;

  @Parameters(paramLabel = "NAME", description = "A data set of 'data list': cifar10.")
  String name = "";

  @Option(
      names = "--source",
      paramLabel = "URL",
      description = "Another place that has the same archive; its SHA-256 is checked.")
  RemoteFile source = Cifar10Fetch.ARCHIVE;

  @Override
  void run() {
    BuiltInDataset dataset =
        BuiltInDataset.of(name)
            .orElseThrow(
                () -> new UsageException("no built-in data set '" + name + "'; see 'data list'"));
    if (dataset != BuiltInDataset.CIFAR10) {
      throw new UsageException(name + " is not fetched; it comes from: " + dataset.source());
    }
    Cifar10Fetch fetch = new Cifar10Fetch(DataHome.fromEnvironment(), source);
    try (ProgressBars bars = new ProgressBars(remarks(), Map.of())) {
      Path folder =
          fetch.fetch(
              (bytes, total) -> {
                host().interruption().check();
                bars.at("cifar10, kB", (int) (bytes / KILOBYTE), (int) (total / KILOBYTE));
              });
      host().print(folder.toString());
    }
  }
}
