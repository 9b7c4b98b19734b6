package io.separatrix.experiment.train;

import io.separatrix.data.Dataset;
import io.separatrix.data.PixelRange;
import io.separatrix.data.Sha256;
import io.separatrix.experiment.RunListener;
import io.separatrix.experiment.check.DataNotes;
import io.separatrix.experiment.model.Engines;
import io.separatrix.experiment.run.Commit;
import io.separatrix.experiment.run.DataCard;
import io.separatrix.experiment.run.Environment;
import io.separatrix.experiment.run.Json;
import io.separatrix.experiment.run.Manifest;
import io.separatrix.experiment.run.ModelCard;
import io.separatrix.experiment.run.RunFolder;
import io.separatrix.experiment.run.RunFolderException;
import io.separatrix.experiment.run.Session;
import io.separatrix.experiment.run.Timings;
import io.separatrix.geometry.Proportion;
import io.separatrix.network.NetworkKind;
import io.separatrix.network.architecture.Architecture;
import io.separatrix.network.architecture.Architectures;
import io.separatrix.network.architecture.Parameter;
import io.separatrix.network.trained.Provenance;
import io.separatrix.network.trained.WeightsFile;
import io.separatrix.network.training.LabelledImages;
import io.separatrix.network.training.TrainedNetwork;
import io.separatrix.network.training.TrainingListener;
import io.separatrix.network.training.TrainingPlan;
import io.separatrix.network.training.TrainingProgress;
import io.separatrix.network.training.TrainingTask;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.function.Function;

/**
 * Trains an architecture on a data set and keeps weights, provenance and summary in a run folder.
 *
 * @param architecture for these images and classes
 * @param trainingSet where {@code images} are from
 * @param images to learn from, see {@link TrainingImages}
 * @param validationSet where {@code validation} is from
 * @param validation images to measure the accuracy on
 * @param threads of the processor
 */
public record Training(
    Architecture architecture,
    TrainingPlan plan,
    Dataset trainingSet,
    LabelledImages images,
    Dataset validationSet,
    LabelledImages validation,
    int threads) {

  private static final String CHECKPOINT = "checkpoint.safetensors";
  private static final String WEIGHTS = "weights.safetensors";
  private static final String PROVENANCE = "weights.json";

  /** Steps between two of which the listener hears in detail. */
  private static final int DETAIL = 50;

  /** What a resumed training may change while it has not come to its end. */
  private static final List<String> END = List.of("epochs", "decay", "whole");

  /** The content of summary.json. */
  private record Summary(
      String model,
      double accuracy,
      double low,
      double high,
      int validationImages,
      int epochs,
      long steps,
      String weights) {}

  /**
   * Reads the images, and works out what is to be done.
   *
   * @param architecture one of {@link Architectures#names}
   * @param plan for the images to learn from
   * @throws io.separatrix.data.DataException if an image has no label, or there are too many
   * @throws IllegalArgumentException if architecture, images and plan do not fit together
   */
  public static Training of(
      String architecture,
      Dataset trainingSet,
      Dataset validationSet,
      Function<LabelledImages, TrainingPlan> plan,
      int threads) {
    LabelledImages images = TrainingImages.of(trainingSet);
    return new Training(
        Architectures.find(architecture, images.shape(), images.classNames().size()),
        plan.apply(images),
        trainingSet,
        images,
        validationSet,
        TrainingImages.of(validationSet),
        threads);
  }

  /**
   * What {@code run.json} says when the training starts.
   *
   * @param commandLine as typed, one argument each; empty if there is none
   */
  public Manifest manifest(List<String> commandLine, Instant started) {
    Map<String, Object> configuration = new TreeMap<>(planByName());
    Map<String, String> execution = new TreeMap<>();
    execution.put("threads", "" + threads);
    END.forEach(name -> execution.put(name, "" + configuration.remove(name)));
    configuration.put("architecture", architecture.name());
    configuration.put("validationSha256", validation.sha256());
    NetworkKind kind =
        architecture.name().endsWith("-smooth") ? NetworkKind.SMOOTH : NetworkKind.PIECEWISE_LINEAR;
    ModelCard model =
        new ModelCard(
            architecture.name(),
            "architecture",
            "",
            architecture.inputShape(),
            List.of(0.0, 1.0),
            images.classNames(),
            parameters(),
            kind == NetworkKind.PIECEWISE_LINEAR,
            kind.id(),
            Map.of());
    DataCard data =
        new DataCard(
            trainingSet.name(),
            trainingSet.name(),
            images.sha256(),
            images.size(),
            images.shape(),
            Map.of());
    return Manifest.starting(
        "train",
        configuration,
        plan.seed(),
        model,
        data,
        DataNotes.of(trainingSet, PixelRange.BYTE),
        Session.starting(commandLine, execution, started));
  }

  /**
   * Trains on the engine of the class path, going on from the folder's checkpoint if it has one.
   *
   * @param listener hears of every step, in a note of every epoch and in detail of some steps; a
   *     {@link CancellationException} of its check stops the training
   * @param startup seconds that the program has taken until now
   * @param command that gives these weights, for their provenance
   * @throws CancellationException if the listener stopped it
   * @throws RunFolderException if the folder cannot be read or written
   */
  public void run(RunFolder folder, RunListener listener, double startup, String command) {
    long start = System.nanoTime();
    Path checkpoint = folder.place(CHECKPOINT);
    TrainingTask task =
        new TrainingTask(architecture, plan, images, validation, checkpoint, threads);
    try {
      write(folder, Engines.training().train(task, new Relay(listener)), command);
    } catch (IOException e) {
      throw new RunFolderException(
          "cannot read or write in " + folder.directory() + ": " + e.getMessage(), e);
    }
    double seconds = (System.nanoTime() - start) * 1e-9;
    Map<String, Timings.Phase> phases =
        Map.of(
            "startup", new Timings.Phase(startup, 0, null),
            "training", new Timings.Phase(seconds, seconds, null));
    folder.end(new Timings(startup + seconds, seconds, startup, 0, Double.NaN, phases), true);
  }

  private void write(RunFolder folder, TrainedNetwork network, String command) throws IOException {
    Path weights = folder.place(WEIGHTS);
    WeightsFile.of(architecture, network.graph(), images.classNames()).write(weights);
    Proportion accuracy =
        new Proportion(
            Math.round(network.validationAccuracy() * validation.size()), validation.size());
    folder.writeJson(
        PROVENANCE,
        new Provenance(
            architecture.name(),
            parameters(),
            Sha256.of(weights),
            new Provenance.Images(trainingSet.name(), images.sha256(), images.size()),
            new Provenance.Images(validationSet.name(), validation.sha256(), validation.size()),
            accuracy.estimate(),
            accuracy.low(),
            accuracy.high(),
            planByName(),
            command,
            Environment.versions(),
            Commit.current(),
            Instant.now().truncatedTo(ChronoUnit.SECONDS).toString()));
    folder.writeSummary(
        new Summary(
            architecture.name(),
            accuracy.estimate(),
            accuracy.low(),
            accuracy.high(),
            validation.size(),
            plan.epochs(),
            network.steps(),
            WEIGHTS));
  }

  /** Tells a run's listener how a training goes. */
  private record Relay(RunListener listener) implements TrainingListener {

    @Override
    public void step(TrainingProgress progress) {
      if (progress.step() % DETAIL == 0) {
        listener.detail(progress.toString());
      }
      listener.at("train", (int) progress.step(), (int) progress.steps());
    }

    @Override
    public void epoch(TrainingProgress progress, double validationAccuracy) {
      listener.note(
          progress + String.format(Locale.ROOT, ", validation accuracy %.4f", validationAccuracy));
    }

    @Override
    public boolean stops() {
      try {
        listener.check();
        return false;
      } catch (CancellationException e) {
        return true;
      }
    }
  }

  private Map<String, Object> planByName() {
    return Json.map(plan);
  }

  private long parameters() {
    return architecture.parameters().stream().mapToLong(Parameter::elements).sum();
  }
}
