package io.separatrix.cli;

import io.separatrix.data.ClassNames;
import io.separatrix.data.PixelRange;
import io.separatrix.data.Preprocessing;
import io.separatrix.experiment.run.Finding;
import io.separatrix.network.Graph;
import io.separatrix.network.ModelFormatException;
import io.separatrix.network.architecture.PublishedNetwork;
import io.separatrix.network.rewrite.InputNormalization;
import io.separatrix.network.safetensors.Safetensors;
import io.separatrix.network.trained.PublishedWeights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a published network's weights.
 *
 * @param network the value of {@code --architecture}
 * @param file the value of {@code --weights}
 * @param options what else the user says of it
 */
record PublishedReader(PublishedNetwork network, Path file, ModelOptions options) {

  /**
   * Reads the model.
   *
   * @throws ModelFormatException if the weights are missing, or not what they must be
   */
  OpenedModel read() {
    PublishedWeights weights = weights();
    InputNormalization usual = weights.names().input();
    PixelRange range = options.rangeOr(new PixelRange(usual.low(), usual.high()));
    ModelInput input =
        options.normalization.given()
            ? options.normalization.input()
            : ModelInput.of(
                new Preprocessing(usual.mean(), usual.std(), usual.bgr()),
                weights.names().publisher() + "'s");
    Preprocessing normalization = options.normalization.ordered(input.normalization());
    Graph graph = weights.graph();
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("architecture", network.name());
    facts.put("names of the weights", weights.names().publisher() + "'s");
    List<Finding> findings = new ArrayList<>();
    if (normalization != null) {
      graph = ModelReader.normalised(graph, normalization, range, input.source());
      String said = normalization + " over pixels " + range + " (" + input.source() + ")";
      facts.put("normalisation", said);
      findings.add(ModelReader.info("normalisation", "put before the network: " + said));
    } else if (options.normalization.channelOrder == NormalizationOptions.ChannelOrder.BGR) {
      graph = InputNormalization.reversed(graph);
      facts.put("channel order", "B, G, R");
    }
    if (!weights.unknown().isEmpty()) {
      String unknown = PublishedWeights.some(weights.unknown());
      facts.put("tensors left out", unknown);
      findings.add(
          ModelReader.info(
              "unknown-weights",
              file + " has tensors that " + network.name() + " has no use for: " + unknown));
    }
    return new OpenedModel(
        String.valueOf(file.getFileName()),
        file.toString(),
        ModelReader.hash(file),
        new Network.OfGraph(graph),
        range,
        normalization,
        false,
        input.resizing(),
        options.namesOr(ClassNames.of(input.classNames())),
        facts,
        null,
        findings);
  }

  private PublishedWeights weights() {
    if (!Files.isRegularFile(file)) {
      throw new ModelFormatException(
          "--weights " + file + ": expected a .safetensors file, found no such file");
    }
    if (!file.toString().endsWith(".safetensors")) {
      throw new ModelFormatException(
          "--weights "
              + file
              + ": expected a .safetensors file, found a file of another kind; docs/networks.md"
              + " says how to convert a .caffemodel or a .pth");
    }
    try {
      return PublishedWeights.read(network, Safetensors.read(file), file.toString());
    } catch (IOException e) {
      throw ModelReader.unreadable(file, e);
    }
  }
}
