package io.separatrix.cli.command;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.separatrix.cli.option.TrainingOptions;
import io.separatrix.cli.terminal.Host;
import io.separatrix.data.Dataset;
import io.separatrix.data.PixelRange;
import io.separatrix.data.Sha256;
import io.separatrix.data.Split;
import io.separatrix.experiment.check.DataNotes;
import io.separatrix.experiment.run.DataCard;
import io.separatrix.experiment.run.Environment;
import io.separatrix.experiment.run.Manifest;
import io.separatrix.experiment.run.ModelCard;
import io.separatrix.experiment.run.RunFolder;
import io.separatrix.experiment.run.Session;
import io.separatrix.geometry.Proportion;
import io.separatrix.network.NetworkKind;
import io.separatrix.network.architecture.Architecture;
import io.separatrix.network.architecture.Parameter;
import io.separatrix.network.trained.Provenance;
import io.separatrix.network.trained.WeightsFile;
import io.separatrix.torch.train.LabelledImages;
import io.separatrix.torch.train.TrainedNetwork;
import io.separatrix.torch.train.TrainingPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a training is about, and how its run folder records it.
 *
 * @param trainingSet where {@code training} is from
 * @param validationSet where {@code validation} is from
 */
record TrainingSubject(
    Architecture architecture,
    TrainingPlan plan,
    Dataset trainingSet,
    LabelledImages training,
    Dataset validationSet,
    LabelledImages validation) {

  private static final String WEIGHTS = "weights.safetensors";
  private static final String PROVENANCE = "weights.json";

  /** What a resumed training may change while it has not come to its end. */
  private static final List<String> END = List.of("epochs", "decay", "whole");

  /** The content of summary.json. */
  record Summary(
      String model,
      double accuracy,
      double low,
      double high,
      int validationImages,
      int epochs,
      long steps,
      String weights) {}

  /**
   * Reads the data and works out the plan.
   *
   * @throws io.separatrix.data.DataException if the data is not what it must be
   * @throws picocli.CommandLine.ParameterException if the options do not fit together
   */
  static TrainingSubject of(TrainingOptions options, long seed) {
    options.require();
    Dataset trainingSet = options.open(Split.TRAIN);
    Dataset validationSet = options.open(Split.TEST);
    LabelledImages training = TrainingImages.of(trainingSet);
    LabelledImages validation = TrainingImages.of(validationSet);
    return new TrainingSubject(
        options.architecture(training),
        options.plan(training, seed),
        trainingSet,
        training,
        validationSet,
        validation);
  }

  private Map<String, Object> planByName() {
    return new TreeMap<>(
        new JsonMapper().convertValue(plan, new TypeReference<Map<String, Object>>() {}));
  }

  private long parameters() {
    return architecture.parameters().stream().mapToLong(Parameter::elements).sum();
  }

  /** The start of the run. */
  Manifest manifest(Host host, int threads, Instant started) {
    Map<String, Object> configuration = planByName();
    Map<String, String> execution = new TreeMap<>();
    execution.put("threads", "" + threads);
    END.forEach(name -> execution.put(name, "" + configuration.remove(name)));
    configuration.put("architecture", architecture.name());
    configuration.put("validationSha256", validation.sha256());
    Session session = Session.starting(host.arguments(), execution, started);
    NetworkKind kind =
        architecture.name().endsWith("-smooth") ? NetworkKind.SMOOTH : NetworkKind.PIECEWISE_LINEAR;
    ModelCard model =
        new ModelCard(
            architecture.name(),
            "architecture",
            "",
            architecture.inputShape(),
            List.of(0.0, 1.0),
            training.classNames(),
            parameters(),
            kind == NetworkKind.PIECEWISE_LINEAR,
            kind.id(),
            Map.of());
    DataCard data =
        new DataCard(
            trainingSet.name(),
            trainingSet.name(),
            training.sha256(),
            training.size(),
            training.shape(),
            Map.of());
    return Manifest.starting(
        "train",
        configuration,
        plan.seed(),
        model,
        data,
        DataNotes.of(trainingSet, PixelRange.BYTE),
        session);
  }

  /**
   * Writes weights, provenance and summary.
   *
   * @throws IOException if the weights cannot be written
   */
  void write(RunFolder folder, TrainedNetwork network, List<String> command) throws IOException {
    Path weights = folder.place(WEIGHTS);
    WeightsFile.of(architecture, network.graph(), training.classNames()).write(weights);
    Proportion accuracy =
        new Proportion(
            Math.round(network.validationAccuracy() * validation.size()), validation.size());
    folder.writeJson(
        PROVENANCE,
        new Provenance(
            architecture.name(),
            parameters(),
            Sha256.of(weights),
            new Provenance.Images(trainingSet.name(), training.sha256(), training.size()),
            new Provenance.Images(validationSet.name(), validation.sha256(), validation.size()),
            accuracy.estimate(),
            accuracy.low(),
            accuracy.high(),
            planByName(),
            command.stream()
                .filter(argument -> !argument.equals("--resume"))
                .collect(Collectors.joining(" ")),
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
}
