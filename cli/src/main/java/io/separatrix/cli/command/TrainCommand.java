package io.separatrix.cli.command;

import io.separatrix.cli.option.OutputOptions;
import io.separatrix.cli.option.RunOptions;
import io.separatrix.cli.option.TrainingOptions;
import io.separatrix.cli.option.VerbosityOptions;
import io.separatrix.cli.option.WholeNumber;
import io.separatrix.cli.terminal.ExitCode;
import io.separatrix.cli.terminal.Host;
import io.separatrix.cli.terminal.Remarks;
import io.separatrix.cli.terminal.TrainingDisplay;
import io.separatrix.experiment.run.RunFolder;
import io.separatrix.experiment.run.RunFolderException;
import io.separatrix.experiment.run.Timings;
import io.separatrix.torch.train.TrainedNetwork;
import io.separatrix.torch.train.Trainer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code train}. */
@Command(
    name = "train",
    description = {
      "Trains an architecture on a data set.",
      "A checkpoint is written after each epoch and on interruption; --resume goes on from it to"
          + " the same weights. It may change --epochs while the learning rate has not begun to"
          + " fall."
    })
final class TrainCommand implements Callable<Integer> {

  private static final String CHECKPOINT = "checkpoint.safetensors";

  @Spec CommandSpec spec = CommandSpec.create();

  @Mixin TrainingOptions training = new TrainingOptions();

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Processor threads (default: all cores). Another number rounds differently.",
      converter = WholeNumber.Positive.class)
  int threads = Runtime.getRuntime().availableProcessors();

  @Mixin RunOptions run = new RunOptions();

  @Mixin OutputOptions output = new OutputOptions();

  @Mixin VerbosityOptions verbosity = new VerbosityOptions();

  private final Host host;

  TrainCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() {
    Instant started = Instant.now();
    Remarks remarks = verbosity.remarks(host);
    TrainingSubject subject = TrainingSubject.of(training, run.seed());
    try (RunFolder folder =
        RunFolder.start(
            run.folder("train", spec.commandLine()),
            run.existing(),
            subject.manifest(host, threads, started))) {
      host.underWay().in(folder.directory());
      train(subject, folder, remarks);
      output.printSummary(folder, host);
    }
    return ExitCode.DONE;
  }

  private void train(TrainingSubject subject, RunFolder folder, Remarks remarks) {
    Path checkpoint = folder.place(CHECKPOINT);
    double startup = uptime();
    try (TrainingDisplay display = new TrainingDisplay(remarks)) {
      Trainer trainer =
          new Trainer(
              subject.architecture(),
              subject.plan(),
              subject.training(),
              subject.validation(),
              checkpoint,
              threads,
              display,
              host.interruption()::requested);
      TrainedNetwork network = Files.exists(checkpoint) ? trainer.resume() : trainer.train();
      subject.write(folder, network, host.arguments());
    } catch (IOException e) {
      throw new RunFolderException(
          "cannot read or write in " + folder.directory() + ": " + e.getMessage(), e);
    }
    double total = uptime();
    Map<String, Timings.Phase> phases =
        Map.of(
            "startup", new Timings.Phase(startup, 0, null),
            "training", new Timings.Phase(total - startup, total - startup, null));
    folder.end(new Timings(total, total - startup, startup, 0, Double.NaN, phases), true);
  }

  private static double uptime() {
    return ManagementFactory.getRuntimeMXBean().getUptime() * 1e-3;
  }
}
