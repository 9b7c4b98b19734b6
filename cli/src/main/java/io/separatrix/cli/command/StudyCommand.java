package io.separatrix.cli.command;

import io.separatrix.cli.option.ComputeOptions;
import io.separatrix.cli.option.DataOptions;
import io.separatrix.cli.option.LowerCase;
import io.separatrix.cli.option.ModelOptions;
import io.separatrix.cli.option.OutputOptions;
import io.separatrix.cli.option.RunOptions;
import io.separatrix.cli.option.VerbosityOptions;
import io.separatrix.cli.terminal.ExitCode;
import io.separatrix.cli.terminal.Host;
import io.separatrix.cli.terminal.ProgressBars;
import io.separatrix.cli.terminal.Remarks;
import io.separatrix.data.DataException;
import io.separatrix.experiment.Experiment;
import io.separatrix.experiment.ExperimentBuilder;
import io.separatrix.experiment.RunListener;
import io.separatrix.experiment.Study;
import io.separatrix.experiment.model.ExpectedPixels;
import io.separatrix.experiment.model.Model;
import io.separatrix.experiment.run.Manifest;
import io.separatrix.experiment.run.RunFolder;
import io.separatrix.experiment.run.Session;
import io.separatrix.experiment.run.Stopwatch;
import io.separatrix.experiment.run.Timings;
import io.separatrix.network.ModelFormatException;
import io.separatrix.report.ReportedRun;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command that runs studies into a run folder and prints what they found. */
abstract class StudyCommand implements Callable<Integer> {

  @Mixin ModelOptions model = new ModelOptions();

  @Mixin DataOptions data = new DataOptions();

  @Mixin ComputeOptions compute = new ComputeOptions();

  @Mixin RunOptions run = new RunOptions();

  @Mixin OutputOptions output = new OutputOptions();

  @Mixin VerbosityOptions verbosity = new VerbosityOptions();

  @Spec CommandSpec spec = CommandSpec.create();

  final Host host;

  StudyCommand(Host host) {
    this.host = host;
  }

  /** The command's name. */
  abstract String name();

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
  void afterwards(RunFolder folder) {}

  /** The options that have a part in the results and that only this command has. */
  abstract Map<String, Object> options();

  @Override
  public Integer call() {
    Instant started = Instant.now();
    prepare();
    model.require(spec.commandLine());
    if (needsData()) {
      require("--data", data.data());
    }
    Path directory = run.folder(name(), spec.commandLine());
    RunFolder.requireUsable(directory, run.existing());
    Remarks remarks = verbosity.remarks(host);
    Model opened = model.open();
    try (ProgressBars progress = new ProgressBars(remarks, effort());
        Experiment experiment = open(opened, progress);
        RunFolder folder =
            RunFolder.start(
                directory, run.existing(), manifest(experiment, opened.pixels(), started))) {
      experiment.keepIn(folder);
      host.underWay().in(directory);
      remarks.note("run folder: " + directory);
      Timings timings = studied(experiment, folder, remarks);
      output.print(folder, host, remarks);
      afterwards(folder);
      remarks.detail(timeLine(timings));
    }
    return ExitCode.DONE;
  }

  private Experiment open(Model opened, RunListener listener) {
    ExperimentBuilder builder =
        Experiment.of(opened)
            .engine(compute.engine())
            .offset(data.offset())
            .limit(data.limit())
            .keepForTraining(data.keptForTraining())
            .seed(run.seed())
            .listener(listener);
    String images = data.data();
    if (images != null) {
      builder.data(images, data::read);
    }
    return builder.open();
  }

  private Timings studied(Experiment experiment, RunFolder folder, Remarks remarks) {
    Stopwatch stopwatch =
        new Stopwatch(
            experiment.classifier(), ManagementFactory.getRuntimeMXBean().getUptime() * 1e-3);
    try {
      return new ReportedRun(experiment, folder, stopwatch, besidePaper()).run(studies(experiment));
    } catch (DataException | ModelFormatException | ParameterException e) {
      if (folder.discardUnlessWorthKeeping()) {
        host.underWay().over();
      } else {
        host.underWay()
            .howToGoOn()
            .ifPresent(how -> remarks.note("when the cause is mended: " + how));
      }
      throw e;
    }
  }

  final void require(String option, @Nullable String value) {
    if (value == null) {
      throw new ParameterException(
          spec.commandLine(), "missing option " + option + "; it says what to work on");
    }
  }

  private Manifest manifest(Experiment experiment, ExpectedPixels pixels, Instant started) {
    Map<String, Object> configuration = new TreeMap<>(options());
    configuration.putAll(model.configuration());
    configuration.putAll(data.configuration(pixels.resizing()));
    // Not among the options where it is from a file beside the model.
    String normalization = experiment.model().facts().get("normalisation");
    if (normalization != null) {
      configuration.put("normalisation", normalization);
    }
    configuration.put("offset", experiment.images().offset());
    configuration.put("images", experiment.images().size());
    configuration.put("range", experiment.images().range().toString());
    configuration.put("dtype", LowerCase.name(compute.precision()));
    Map<String, String> execution = compute.execution();
    execution.put("device", experiment.engine().device());
    execution.put("rowsAtOnce", "" + experiment.rowsAtOnce());
    Session session = Session.starting(host.arguments(), execution, started);
    return Manifest.starting(
        name(),
        configuration,
        run.seed(),
        experiment.model(),
        experiment.data(),
        experiment.findings(),
        session);
  }

  private static String timeLine(Timings timings) {
    return String.format(
        Locale.ROOT,
        "time: %.1f s in all, start-up %.1f s, drawing %.1f s; %.1f %% of the rest inside the"
            + " network",
        timings.total(),
        timings.startup(),
        timings.drawing(),
        100 * timings.networkShare());
  }
}
