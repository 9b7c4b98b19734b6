package io.separatrix.experiment.train;

import io.separatrix.data.Dataset;
import io.separatrix.data.PixelRange;
import io.separatrix.data.Sha256;
import io.separatrix.experiment.check.DataNotes;
import io.separatrix.experiment.run.Commit;
import io.separatrix.experiment.run.DataCard;
import io.separatrix.experiment.run.Manifest;
import io.separatrix.experiment.run.ModelCard;
import io.separatrix.experiment.run.RunFolder;
import io.separatrix.experiment.run.Session;
import io.separatrix.experiment.run.Surroundings;
import io.separatrix.geometry.Proportion;
import io.separatrix.network.Graph;
import io.separatrix.network.NetworkKind;
import io.separatrix.network.architecture.Architecture;
import io.separatrix.network.architecture.Parameter;
import io.separatrix.network.trained.Provenance;
import io.separatrix.network.trained.WeightsFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a training is about, as its run folder keeps it.
 *
 * @param classNames names of the classes
 * @param plan the schedule, by name
 * @param seed of everything random
 * @param training the images that the network learns from
 * @param validation the images that it is measured on
 */
public record TrainingRecord(
    Architecture architecture,
    List<String> classNames,
    Map<String, Object> plan,
    long seed,
    Dataset training,
    Dataset validation) {

  private static final String WEIGHTS = "weights.safetensors";
  private static final String PROVENANCE = "weights.json";
  private static final String EPOCHS = "epochs";

  /** What a resumed training may change while it has not come to its end. */
  private static final List<String> END = List.of(EPOCHS, "decay", "whole");

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

  private long parameters() {
    return architecture.parameters().stream().mapToLong(Parameter::elements).sum();
  }

  /**
   * The start of the run.
   *
   * @param commandLine as typed, one argument each
   * @param threads of the processor
   */
  public Manifest manifest(List<String> commandLine, int threads, Instant started) {
    Map<String, Object> configuration = new TreeMap<>(plan);
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
            classNames,
            parameters(),
            kind == NetworkKind.PIECEWISE_LINEAR,
            kind.id(),
            Map.of());
    DataCard data =
        new DataCard(
            training.name(),
            training.name(),
            training.sha256(),
            training.size(),
            architecture.inputShape(),
            Map.of());
    return Manifest.starting(
        "train",
        configuration,
        seed,
        model,
        data,
        DataNotes.of(training, PixelRange.BYTE),
        Session.starting(commandLine, execution, started));
  }

  /**
   * Writes weights, provenance and summary.
   *
   * @param validationAccuracy share of the validation images recognised
   * @param steps of gradient descent
   * @param command that gives these weights
   * @throws IOException if the weights cannot be written
   */
  public void write(
      RunFolder folder, Graph network, double validationAccuracy, long steps, String command)
      throws IOException {
    Path weights = folder.place(WEIGHTS);
    WeightsFile.of(architecture, network, classNames).write(weights);
    int images = validation.size();
    Proportion accuracy = new Proportion(Math.round(validationAccuracy * images), images);
    folder.writeJson(
        PROVENANCE,
        new Provenance(
            architecture.name(),
            parameters(),
            Sha256.of(weights),
            images(training),
            images(validation),
            accuracy.estimate(),
            accuracy.low(),
            accuracy.high(),
            plan,
            command,
            Surroundings.versions(),
            Commit.current(),
            Instant.now().truncatedTo(ChronoUnit.SECONDS).toString()));
    folder.writeSummary(
        new Summary(
            architecture.name(),
            accuracy.estimate(),
            accuracy.low(),
            accuracy.high(),
            images,
            ((Number) plan.getOrDefault(EPOCHS, 0)).intValue(),
            steps,
            WEIGHTS));
  }

  private static Provenance.Images images(Dataset data) {
    return new Provenance.Images(data.name(), data.sha256(), data.size());
  }
}
