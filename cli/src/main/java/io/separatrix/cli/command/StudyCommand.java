package io.separatrix.cli.command;

import io.separatrix.cli.option.ComputeOptions;
import io.separatrix.cli.option.DataOptions;
import io.separatrix.cli.option.ModelOptions;
import io.separatrix.cli.option.OptionValues;
import io.separatrix.cli.option.OutputOptions;
import io.separatrix.cli.option.RunOptions;
import io.separatrix.cli.terminal.ProgressBars;
import io.separatrix.cli.terminal.Remarks;
import io.separatrix.cli.terminal.UsageException;
import io.separatrix.data.DataException;
import io.separatrix.experiment.Experiment;
import io.separatrix.experiment.ExperimentBuilder;
import io.separatrix.experiment.RunListener;
import io.separatrix.experiment.Study;
import io.separatrix.experiment.model.Model;
import io.separatrix.experiment.run.ItemSelection;
import io.separatrix.experiment.run.Manifest;
import io.separatrix.experiment.run.RunFolder;
import io.separatrix.experiment.run.Shard;
import io.separatrix.experiment.run.Stopwatch;
import io.separatrix.experiment.run.Timings;
import io.separatrix.experiment.run.Workers;
import io.separatrix.network.ModelFormatException;
import io.separatrix.report.ReportedRun;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;

/** A command that runs studies into a run folder and prints what they found. */
abstract class StudyCommand extends HostedCommand {

  @ArgGroup(validate = false, order = 1, heading = "%nModel:%n")
  ModelOptions model = new ModelOptions();

  @ArgGroup(validate = false, order = 2, heading = "%nData:%n")
  DataOptions data = new DataOptions();

  @ArgGroup(validate = false, order = 3, heading = "%nComputation:%n")
  ComputeOptions compute = new ComputeOptions();

  @ArgGroup(validate = false, order = 4, heading = RunOptions.HEADING)
  RunOptions run = new RunOptions();

  @ArgGroup(validate = false, order = 5, heading = OutputOptions.HEADING)
  OutputOptions output = new OutputOptions();

  /** The studies, in the order in which they run. */
  abstract List<Study<?>> studies(Experiment experiment);

  /** Looks at the options before anything is opened. */
  void prepare() {}

  /** Whether the command makes sense only with {@code --data}. */
  boolean needsData() {
    return true;
  }

  /** Whether the report opens with the paper's claims beside the run's numbers. */
  boolean besidePaper() {
    return false;
  }

  /** What each pass of a long run takes, in proportion, so that the time left can be told. */
  Map<String, Double> effort() {
    return Map.of();
  }

  /** Says more, when the summary has been printed. */
  void afterwards(Experiment experiment) {}

  /** The options that have a part in the results and that only this command has. */
  Map<String, Object> options() {
    return OptionValues.ofOwn(spec);
  }

  @Override
  void run() {
    run(host().workers() == null ? compute.items() : ItemSelection.NONE);
  }

  /** Does a part of the items, or none, and ends there if others are missing. */
  void run(ItemSelection items) {
    Instant started = Instant.now();
    prepare();
    model.require();
    if (needsData() && !data.named()) {
      throw new UsageException("missing option --data; it says what to work on");
    }
    Path directory = run.folder(spec.name());
    RunFolder.requireUsable(directory, run.existing());
    Remarks remarks = remarks();
    Model opened = model.open();
    try (ProgressBars progress = new ProgressBars(remarks, effort());
        Experiment experiment = open(opened, items, progress);
        RunFolder folder =
            RunFolder.start(directory, run.existing(), manifest(experiment, started))) {
      experiment.keepIn(folder);
      host().underWay().in(directory);
      remarks.note("run folder: " + directory);
      Timings timings = studied(experiment, folder, remarks);
      if (folder.manifest().complete()) {
        String report = "report: " + directory.resolve(RunFolder.REPORT);
        output.printSummary(folder, report, host(), remarks);
        afterwards(experiment);
      } else {
        output.print(Waiting.of(folder.manifest(), directory), host());
      }
      remarks.detail(timings.toString());
    }
  }

  private Experiment open(Model opened, ItemSelection items, RunListener listener) {
    return experiment(opened).items(items).listener(listener).open();
  }

  /** The experiment that the options ask for. */
  final ExperimentBuilder experiment(Model opened) {
    return data.into(Experiment.of(opened)).engine(compute.engine()).seed(run.seed());
  }

  private Manifest manifest(Experiment experiment, Instant started) {
    Map<String, Object> options = new TreeMap<>(options());
    options.putAll(OptionValues.shared(spec));
    return experiment.manifest(spec.name(), options, host().arguments(), started);
  }

  /** What a run says that waits for items of other shards. */
  private record Waiting(boolean complete, @Nullable Shard shard, String next) {

    static Waiting of(Manifest manifest, Path directory) {
      Shard shard = manifest.shard();
      return new Waiting(
          false,
          shard,
          shard == null
              ? "do the next items in copies of "
                  + directory
                  + " with --resume --shard i/n, or"
                  + " all in the folder itself with --resume"
              : "when all "
                  + shard.count()
                  + " shards are finished, 'separatrix merge' joins them");
    }
  }

  private Timings studied(Experiment experiment, RunFolder folder, Remarks remarks) {
    Stopwatch stopwatch = new Stopwatch(experiment.classifier(), Stopwatch.uptime());
    List<Study<?>> studies = studies(experiment);
    try {
      while (true) {
        ReportedRun round = new ReportedRun(experiment, folder, stopwatch, besidePaper());
        Timings timings = round.run(studies);
        Workers workers = host().workers();
        if (round.open().isEmpty() || workers == null) {
          return timings;
        }
        workers.work(round.open(), folder);
      }
    } catch (DataException | ModelFormatException | UsageException e) {
      if (folder.discardUnlessWorthKeeping()) {
        host().underWay().over();
      }
      Optional<String> goOn = host().underWay().howToGoOn();
      goOn.ifPresent(how -> remarks.note("when the cause is mended: " + how));
      throw e;
    }
  }
}
