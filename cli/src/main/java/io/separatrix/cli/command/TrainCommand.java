package io.separatrix.cli.command;

import io.separatrix.cli.option.Numbers;
import io.separatrix.cli.option.OutputOptions;
import io.separatrix.cli.option.RunOptions;
import io.separatrix.cli.option.TrainingOptions;
import io.separatrix.cli.terminal.TrainingDisplay;
import io.separatrix.data.Dataset;
import io.separatrix.data.Split;
import io.separatrix.experiment.run.RunFolder;
import io.separatrix.experiment.run.RunFolderException;
import io.separatrix.experiment.run.Timings;
import io.separatrix.experiment.train.TrainingRecord;
import io.separatrix.network.architecture.Architecture;
import io.separatrix.torch.train.LabelledImages;
import io.separatrix.torch.train.TrainedNetwork;
import io.separatrix.torch.train.Trainer;
import io.separatrix.torch.train.TrainingPlan;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code train}. */
@Command(
    name = "train",
    description = {
      "Trains an architecture on a data set.",
      "A checkpoint is written after each epoch and on interruption; --resume goes on from it to"
          + " the same weights. It may change --epochs while the learning rate has not begun to"
          + " fall."
    })
final class TrainCommand extends HostedCommand {

  private static final String CHECKPOINT = "checkpoint.safetensors";

  @Mixin TrainingOptions training = new TrainingOptions();

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Processor threads (default: all cores). Another number rounds differently.",
      converter = Numbers.AtLeastOne.class)
  int threads = Runtime.getRuntime().availableProcessors();

  @Mixin RunOptions run = new RunOptions();

  @Mixin OutputOptions output = new OutputOptions();

  @Override
  void run() {
    Instant started = Instant.now();
    training.require();
    Dataset learnt = training.open(Split.TRAIN);
    Dataset measured = training.open(Split.TEST);
    LabelledImages images = TrainingOptions.images(learnt);
    LabelledImages validation = TrainingOptions.images(measured);
    Architecture architecture = training.architecture(images);
    TrainingPlan plan = training.plan(images, run.seed());
    TrainingRecord record =
        new TrainingRecord(
            architecture,
            images.classNames(),
            TrainingOptions.byName(plan),
            run.seed(),
            learnt,
            measured);
    try (RunFolder folder =
            RunFolder.start(
                run.folder(spec.name(), spec.commandLine()),
                run.existing(),
                record.manifest(host().arguments(), threads, started));
        TrainingDisplay display = new TrainingDisplay(remarks())) {
      host().underWay().in(folder.directory());
      double startup = uptime();
      Path checkpoint = folder.place(CHECKPOINT);
      Trainer trainer =
          new Trainer(
              architecture,
              plan,
              images,
              validation,
              checkpoint,
              threads,
              display,
              host().interruption()::requested);
      write(record, folder, trainer, Files.exists(checkpoint));
      folder.end(timings(startup), true);
      output.printSummary(folder, host());
    }
  }

  private void write(TrainingRecord record, RunFolder folder, Trainer trainer, boolean begun) {
    try {
      TrainedNetwork network = begun ? trainer.resume() : trainer.train();
      String command =
          host().arguments().stream()
              .filter(argument -> !argument.equals("--resume"))
              .collect(Collectors.joining(" "));
      record.write(
          folder, network.graph(), network.validationAccuracy(), network.steps(), command);
    } catch (IOException e) {
      throw new RunFolderException(
          "cannot read or write in " + folder.directory() + ": " + e.getMessage(), e);
    }
  }

  private static Timings timings(double startup) {
    double total = uptime();
    Map<String, Timings.Phase> phases =
        Map.of(
            "startup", new Timings.Phase(startup, 0, null),
            "training", new Timings.Phase(total - startup, total - startup, null));
    return new Timings(total, total - startup, startup, 0, Double.NaN, phases);
  }

  private static double uptime() {
    return ManagementFactory.getRuntimeMXBean().getUptime() * 1e-3;
  }
}
