package io.separatrix.experiment.model;

import io.separatrix.data.ClassNames;
import io.separatrix.data.PixelRange;
import io.separatrix.experiment.run.Finding;
import io.separatrix.experiment.run.ModelCard;
import io.separatrix.network.ModelFormatException;
import io.separatrix.network.ModelRemedy;
import io.separatrix.network.engine.Engine;
import io.separatrix.network.safetensors.Safetensors;
import io.separatrix.network.trained.BuiltInModels;
import io.separatrix.network.trained.Provenance;
import io.separatrix.network.trained.TrainedModel;
import io.separatrix.network.trained.WeightsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a model of whatever kind it is.
 *
 * @param named built-in name or file
 * @param options what else the user says of it
 */
record ModelReader(String named, ModelOptions options) {

  private static final PixelRange OWN_RANGE = new PixelRange(TrainedModel.LOW, TrainedModel.HIGH);

  Model read() {
    if (BuiltInModels.names().contains(named)) {
      refuseNormalization("built in and takes pixels");
      return builtIn(BuiltInModels.load(named));
    }
    Path file = Path.of(named);
    if (!Files.isRegularFile(file)) {
      throw new ModelFormatException(
          named
              + ": no such file, and no built-in model of this name; built-in are "
              + String.join(", ", BuiltInModels.names()));
    }
    if (named.endsWith(".onnx")) {
      return new OnnxModelReader(file, named, options).read();
    }
    if (named.endsWith(".safetensors")) {
      return safetensors(file);
    }
    List<Engine> engines = Engines.all();
    for (Engine engine : engines) {
      if (options.engine() == null || engine.name().equals(options.engine())) {
        Optional<String> format = engine.format(file);
        if (format.isPresent()) {
          return program(file, engine, format.get());
        }
      }
    }
    throw new ModelFormatException(
        named
            + ": expected an .onnx file, a TorchScript .pt file, or a .safetensors file that"
            + " Separatrix wrote, found a file of another kind"
            + (engines.isEmpty() ? "; TorchScript takes an engine on the class path" : ""));
  }

  private Model builtIn(TrainedModel trained) {
    Provenance provenance = trained.provenance();
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("trained on", provenance.training().data());
    provenance.robust().ifPresent(how -> facts.put(ModelCard.ROBUST, how));
    facts.put("accuracy in training's validation", "" + provenance.accuracy());
    facts.put("provenance", provenance.command());
    return new Model(
        trained.name(),
        "built-in",
        provenance.weightsSha256(),
        new Network.OfGraph(trained.graph(), options.engine()),
        ExpectedPixels.in(options.rangeOr(OWN_RANGE)),
        options.namesOr(ClassNames.of(trained.classNames())),
        facts,
        null,
        rangeFindings());
  }

  private Model safetensors(Path file) {
    refuseNormalization("a file of Separatrix's and takes pixels");
    try {
      WeightsFile.Contents contents = WeightsFile.read(Safetensors.read(file), named);
      ModelFiles files = ModelFiles.of(file);
      return new Model(
          files.name(),
          named,
          files.sha256(),
          new Network.OfGraph(contents.graph(), options.engine()),
          ExpectedPixels.in(options.rangeOr(OWN_RANGE)),
          options.namesOr(ClassNames.of(contents.classNames())),
          Map.of(),
          null,
          rangeFindings());
    } catch (IOException e) {
      throw ModelFiles.unreadable(file, e);
    }
  }

  private Model program(Path file, Engine engine, String format) {
    if (!options.allowCode()) {
      throw new ModelFormatException(
          file
              + ": a "
              + format
              + " file is a program and runs with your rights; allow it if you trust where it"
              + " comes from",
          ModelOptionRemedy.ALLOW_CODE);
    }
    refuseNormalization("a program, which must do that itself: put it into its forward method");
    List<Integer> inputShape = options.onnx().inputShape();
    if (inputShape == null) {
      throw new ModelFormatException(
          file
              + ": a "
              + format
              + " file does not say how large its images are; expected a shape C,H,W such as"
              + " 3,224,224, found none",
          ModelRemedy.INPUT_SHAPE);
    }
    ModelFiles files = ModelFiles.of(file);
    return new Model(
        files.name(),
        named,
        files.sha256(),
        new Network.OfFile(file, format, inputShape, engine.name()),
        ExpectedPixels.in(options.range()),
        options.namesOr(ClassNames.none()),
        Map.of("kind", format + "; its own code ran"),
        null,
        List.of());
  }

  /** For networks that know their range. */
  private List<Finding> rangeFindings() {
    return options.range() == null || options.range().equals(OWN_RANGE)
        ? List.of()
        : List.of(
            Finding.warning(
                "pixel-range",
                "the model was trained on pixels "
                    + OWN_RANGE
                    + ", and is given "
                    + options.range()));
  }

  /** Networks that say themselves what they make of pixels. */
  private void refuseNormalization(String what) {
    if (options.input() != null || options.channelOrder() != null) {
      throw new ModelFormatException(
          "a normalisation and an order of colours are for .onnx models; " + named + " is " + what,
          ModelOptionRemedy.NO_NORMALIZATION);
    }
  }
}
