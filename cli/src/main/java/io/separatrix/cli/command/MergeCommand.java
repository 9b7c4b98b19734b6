package io.separatrix.cli.command;

import static java.util.Objects.requireNonNull;

import io.separatrix.cli.option.OutputOptions;
import io.separatrix.data.DataException;
import io.separatrix.experiment.run.Manifest;
import io.separatrix.experiment.run.MergedRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code merge}. */
@Command(
    name = "merge",
    description = "Joins the shards of a run; where all is done, its tables and report follow.")
final class MergeCommand extends HostedCommand {

  /** Of the shards' command line; the merged run has its own. */
  private static final Set<String> WITH_VALUE = Set.of("--shard", "--out", "--format");

  private static final Set<String> WITHOUT_VALUE =
      Set.of("--resume", "--overwrite", "-q", "--quiet", "-v", "--verbose");

  @Parameters(
      paramLabel = "RUN",
      arity = "1..*",
      description = "Folders of the shards 0/N to N-1/N of one run.")
  List<Path> runs = List.of();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Run folder of the whole.")
  @Nullable Path out;

  @Option(names = "--overwrite", description = "Delete the run in that folder first.")
  boolean overwrite;

  @ArgGroup(validate = false, order = 5, heading = OutputOptions.HEADING)
  OutputOptions output = new OutputOptions();

  @Override
  void run() {
    Path folder = requireNonNull(out);
    Manifest merged = MergedRun.of(runs, folder, overwrite);
    host().underWay().in(folder);
    CommandLine line = Separatrix.commandLine(host());
    CommandLine.ParseResult parsed =
        line.parseArgs(again(merged, folder).toArray(String[]::new)).subcommand();
    if (parsed == null || !(parsed.commandSpec().userObject() instanceof StudyCommand command)) {
      throw new DataException(
          folder + ": expected the run of a study, found one of '" + merged.command() + "'");
    }
    command.finish();
  }

  /** The command line of the shards, for the folder of the whole. */
  private List<String> again(Manifest merged, Path folder) {
    List<String> first = merged.sessions().get(0).commandLine();
    List<String> arguments = new ArrayList<>();
    Iterator<String> old = first.subList(Math.min(1, first.size()), first.size()).iterator();
    while (old.hasNext()) {
      String argument = old.next();
      if (WITH_VALUE.contains(argument)) {
        if (old.hasNext()) {
          old.next();
        }
      } else if (!WITHOUT_VALUE.contains(argument)
          && !WITH_VALUE.contains(argument.split("=", 2)[0])) {
        arguments.add(argument);
      }
    }
    arguments.addAll(List.of("--out", folder.toString(), "--resume"));
    arguments.addAll(List.of("--format", output.isText() ? "text" : "json"));
    if (messages.quiet) {
      arguments.add("--quiet");
    }
    if (messages.verbose) {
      arguments.add("--verbose");
    }
    return arguments;
  }
}
