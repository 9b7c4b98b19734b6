package io.separatrix.cli.command;

import io.separatrix.cli.option.OutputOptions;
import io.separatrix.cli.option.RunOptions;
import io.separatrix.cli.option.TrainingOptions;
import io.separatrix.cli.terminal.ProgressBars;
import io.separatrix.experiment.run.RunFolder;
import io.separatrix.experiment.run.Stopwatch;
import io.separatrix.experiment.train.Training;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code train}. */
@Command(
    name = "train",
    customSynopsis = "separatrix train --model=NAME --data=NAME|PATH [OPTIONS]",
    description = {
      "Trains an architecture on a data set.",
      "A checkpoint is written after each epoch and on interruption; --resume goes on from it to"
          + " the same weights. It may change --epochs while the learning rate has not begun to"
          + " fall."
    })
final class TrainCommand extends HostedCommand {

  @Mixin TrainingOptions options = new TrainingOptions();

  @ArgGroup(validate = false, order = 4, heading = RunOptions.HEADING)
  RunOptions run = new RunOptions();

  @ArgGroup(validate = false, order = 5, heading = OutputOptions.HEADING)
  OutputOptions output = new OutputOptions();

  @Override
  void run() {
    Instant started = Instant.now();
    Training training = options.training(run.seed());
    try (RunFolder folder =
            RunFolder.start(
                run.folder(spec.name()),
                run.existing(),
                training.manifest(host().arguments(), started));
        ProgressBars progress = new ProgressBars(remarks(), Map.of())) {
      host().underWay().in(folder.directory());
      training.run(folder, progress, Stopwatch.uptime(), withoutResume());
      output.printSummary(folder, "folder: " + folder.directory(), host(), remarks());
    }
  }

  /** The command that gives the same weights from the start. */
  private String withoutResume() {
    return host().arguments().stream()
        .filter(argument -> !argument.equals("--resume"))
        .collect(Collectors.joining(" "));
  }
}
