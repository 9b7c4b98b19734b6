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
import io.separatrix.experiment.Forecast;
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
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;

/** A command that runs studies into a run folder and prints what they found. */
abstract class StudyCommand extends HostedCommand {

  /** Runs that are expected to take longer are announced. */
  private static final Duration LONG = Duration.ofMinutes(1);

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

  private boolean finishing;

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
    prepare();
    model.require();
    requireData();
    study(run.folder(spec.name()));
  }

  /** Whether images are named where they must be. */
  final void requireData() {
    if (needsData() && !data.named()) {
      throw new UsageException("missing option --data; it says what to work on");
    }
  }

  /** Puts together what is finished, instead of doing what is not. */
  final void finish() {
    finishing = true;
    run();
  }

  /** Does the studies in a folder and prints what they found. */
  final void study(Path directory) {
    Instant started = Instant.now();
    RunFolder.requireUsable(directory, run.existing());
    Remarks remarks = remarks();
    Model opened = model.open();
    try (ProgressBars progress = new ProgressBars(remarks, effort());
        Experiment experiment = open(opened, progress);
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

  private Experiment open(Model opened, RunListener listener) {
    return experiment(opened).items(items()).listener(listener).open();
  }

  /** The items that are done here. */
  final ItemSelection items() {
    return finishing || host().workers() != null ? ItemSelection.NONE : compute.items();
  }

  /** The experiment that the options ask for. */
  final ExperimentBuilder experiment(Model opened) {
    return data.into(Experiment.of(opened))
        .engine(compute.engine())
        .savePoints(compute.savePoints())
        .seed(run.seed());
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

  /** What is there already, or how long it will take. */
  private void outlook(
      Experiment experiment, List<Study<?>> studies, RunFolder folder, Remarks remarks) {
    Map<String, Integer> finished = folder.finished();
    if (!finished.isEmpty()) {
      remarks.note(
          "goes on with a run that has finished "
              + finished.entrySet().stream()
                  .map(pass -> pass.getKey() + " " + pass.getValue())
                  .collect(Collectors.joining(", ")));
    } else if (run.existing() == RunFolder.Existing.RESUME) {
      remarks.note("nothing was finished before; starts from the beginning");
    } else {
      Forecast forecast = Forecast.of(experiment, studies);
      if (forecast.time().compareTo(LONG) > 0) {
        remarks.note("this will take " + forecast.text());
      }
    }
  }

  private Timings studied(Experiment experiment, RunFolder folder, Remarks remarks) {
    Stopwatch stopwatch = new Stopwatch(experiment.classifier(), Stopwatch.uptime());
    try {
      List<Study<?>> studies = studies(experiment);
      outlook(experiment, studies, folder, remarks);
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
