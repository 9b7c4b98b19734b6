package io.separatrix.experiment.model;

import io.separatrix.data.ClassNames;
import io.separatrix.data.PixelRange;
import io.separatrix.data.Preprocessing;
import io.separatrix.experiment.run.Finding;
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
 * @param architecture the network
 * @param file the weights
 * @param options what else the user says of it
 */
record PublishedReader(PublishedNetwork architecture, Path file, ModelOptions options) {

  Model read() {
    PublishedWeights weights = weights();
    InputNormalization usual = weights.names().input();
    PixelRange range = options.rangeOr(new PixelRange(usual.low(), usual.high()));
    ModelInput input =
        options.input() != null
            ? options.input()
            : ModelInput.of(
                new Preprocessing(usual.mean(), usual.std(), usual.bgr()),
                weights.names().publisher() + "'s");
    FirstNodes first = FirstNodes.of(input, range, options.channelOrder());
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("architecture", architecture.name());
    facts.put("names of the weights", weights.names().publisher() + "'s");
    facts.putAll(first.facts());
    List<Finding> findings = new ArrayList<>(first.findings());
    if (!weights.unknown().isEmpty()) {
      String unknown = PublishedWeights.some(weights.unknown());
      facts.put("tensors left out", unknown);
      findings.add(
          Finding.info(
              "unknown-weights",
              file + " has tensors that " + architecture.name() + " has no use for: " + unknown));
    }
    ModelFiles files = ModelFiles.of(file);
    return new Model(
        files.name(),
        file.toString(),
        files.sha256(),
        new Network.OfGraph(first.before().apply(weights.graph()), options.engine()),
        new ExpectedPixels(first.range(), first.normalization(), false, input.resizing()),
        options.namesOr(ClassNames.of(input.classNames())),
        facts,
        null,
        findings);
  }

  private PublishedWeights weights() {
    if (!Files.isRegularFile(file)) {
      throw new ModelFormatException(file + ": expected a .safetensors file, found no such file");
    }
    if (!file.toString().endsWith(".safetensors")) {
      throw new ModelFormatException(
          file
              + ": expected a .safetensors file, found a file of another kind; docs/networks.md"
              + " says how to convert a .caffemodel or a .pth");
    }
    try {
      return PublishedWeights.read(architecture, Safetensors.read(file), file.toString());
    } catch (IOException e) {
      throw ModelFiles.unreadable(file, e);
    }
  }
}
