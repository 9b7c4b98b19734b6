package io.separatrix.cli;

import io.separatrix.cli.NormalizationOptions.ChannelOrder;
import io.separatrix.data.ClassNames;
import io.separatrix.data.PixelRange;
import io.separatrix.data.Preprocessing;
import io.separatrix.data.Sha256;
import io.separatrix.experiment.run.Finding;
import io.separatrix.network.Graph;
import io.separatrix.network.ModelFormatException;
import io.separatrix.network.onnx.ImportReport;
import io.separatrix.network.onnx.OnnxClassifier;
import io.separatrix.network.onnx.OnnxReader;
import io.separatrix.network.rewrite.InputNormalization;
import io.separatrix.network.safetensors.Safetensors;
import io.separatrix.network.trained.BuiltInModels;
import io.separatrix.network.trained.Provenance;
import io.separatrix.network.trained.TrainedModel;
import io.separatrix.network.trained.WeightsFile;
import io.separatrix.torch.BatchOpening;
import io.separatrix.torch.TorchScriptFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Reads the model that a command names, of whatever kind it is.
 *
 * @param named the value of {@code --model}
 * @param options what else the user says of it
 */
record ModelReader(String named, ModelOptions options) {

  /** What PyTorch's users call their files, TorchScript or pickles. */
  private static final Set<String> TORCH_SUFFIXES =
      Set.of(".pt", ".pth", ".pkl", ".pickle", ".ckpt", ".torchscript");

  /**
   * Reads the model.
   *
   * @throws ModelFormatException if it is missing, or not what it must be
   */
  OpenedModel read() {
    if (BuiltInModels.names().contains(named)) {
      refuseNormalization("built in and takes pixels");
      return builtIn(BuiltInModels.load(named));
    }
    Path file = Path.of(named);
    if (!Files.isRegularFile(file)) {
      throw new ModelFormatException(
          "--model "
              + named
              + ": no such file, and no built-in model of this name; built-in are "
              + String.join(", ", BuiltInModels.names()));
    }
    if (named.endsWith(".onnx")) {
      return onnx(file);
    }
    if (named.endsWith(".safetensors")) {
      return safetensors(file);
    }
    if (TORCH_SUFFIXES.stream().anyMatch(named.toLowerCase(Locale.ROOT)::endsWith)) {
      return torchScript(file);
    }
    throw new ModelFormatException(
        "--model "
            + named
            + ": expected an .onnx file, a TorchScript .pt file, or a .safetensors file that"
            + " Separatrix wrote, found a file of another kind");
  }

  private OpenedModel builtIn(TrainedModel trained) {
    Provenance provenance = trained.provenance();
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("trained on", provenance.training().data());
    facts.put("accuracy in training's validation", "" + provenance.accuracy());
    facts.put("provenance", provenance.command());
    return new OpenedModel(
        trained.name(),
        "built-in",
        provenance.weightsSha256(),
        new Network.OfGraph(trained.graph()),
        options.rangeOr(new PixelRange(TrainedModel.LOW, TrainedModel.HIGH)),
        null,
        false,
        null,
        options.namesOr(ClassNames.of(trained.classNames())),
        facts,
        null,
        rangeFindings());
  }

  private OpenedModel safetensors(Path file) {
    refuseNormalization("a file of Separatrix's and takes pixels");
    try {
      WeightsFile.Contents contents = WeightsFile.read(Safetensors.read(file), named);
      return new OpenedModel(
          file.getFileName().toString(),
          named,
          hash(file),
          new Network.OfGraph(contents.graph()),
          options.rangeOr(new PixelRange(TrainedModel.LOW, TrainedModel.HIGH)),
          null,
          false,
          null,
          options.namesOr(ClassNames.of(contents.classNames())),
          Map.of(),
          null,
          rangeFindings());
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private OpenedModel onnx(Path file) {
    OnnxClassifier classifier = OnnxReader.read(file, options.onnx());
    ImportReport report = classifier.report();
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("operator set", "" + report.opset());
    if (!report.producer().isEmpty()) {
      facts.put("written by", report.producer());
    }
    List<Finding> findings = new ArrayList<>();
    if (!report.strippedSoftmax().isEmpty()) {
      String stripped = String.join(", ", report.strippedSoftmax());
      facts.put("stripped", stripped);
      findings.add(info("softmax-removed", stripped + " behind the logits was taken off"));
    }
    BatchOpening opening = BatchOpening.open(classifier.graph());
    report
        .fixedBatch()
        .ifPresent(
            batch -> {
              facts.put("fixed batch size", "" + batch);
              findings.add(batchFinding(batch, opening));
            });
    report.notes().forEach(note -> findings.add(info("input-output", note)));
    if (!report.notes().isEmpty()) {
      facts.put("notes", String.join("; ", report.notes()));
    }
    PixelRange range = options.range == null && report.bytes() ? PixelRange.BYTE : options.range;
    ModelInput input =
        options.normalization.given() ? options.normalization.input() : ModelInput.beside(file);
    findings.addAll(input.findings());
    Preprocessing normalization = options.normalization.ordered(input.normalization());
    UnaryOperator<Graph> first = UnaryOperator.identity();
    if (normalization != null) {
      range = range == null ? PixelRange.UNIT : range;
      PixelRange pixels = range;
      first = network -> normalised(network, normalization, pixels, input.source());
      String said = normalization + " over pixels " + range + " (" + input.source() + ")";
      facts.put("normalisation", said);
      findings.add(info("normalisation", "put before the network: " + said));
    } else if (options.normalization.channelOrder == ChannelOrder.BGR) {
      first = InputNormalization::reversed;
      facts.put("channel order", "B, G, R");
    }
    if (input.resizing() != null) {
      facts.put("resizing", input.resizing() + " (" + input.source() + ")");
    }
    Graph rounded = classifier.rounded();
    return new OpenedModel(
        file.getFileName().toString(),
        named,
        hash(file, report.files()),
        new Network.OfGraph(first.apply(opening.graph())),
        range,
        normalization,
        report.bytes(),
        input.resizing(),
        options.namesOr(ClassNames.of(input.classNames())),
        facts,
        rounded == null
            ? null
            : new Network.OfGraph(first.apply(BatchOpening.open(rounded).graph())),
        findings);
  }

  /** The network for pixels, with a normalisation as its first nodes. */
  static Graph normalised(Graph graph, Preprocessing input, PixelRange range, String source) {
    int channels = graph.inputShape().get(0);
    if (!input.fits(channels)) {
      throw new ModelFormatException(
          source
              + ": expected a mean and a standard deviation for each of the model's "
              + channels
              + " channels, found "
              + input
              + "; --preprocessing none leaves files beside the model alone");
    }
    return new InputNormalization(range.low(), range.high(), input.mean(), input.std(), input.bgr())
        .before(graph);
  }

  /** For networks that know their range. */
  private List<Finding> rangeFindings() {
    PixelRange own = new PixelRange(TrainedModel.LOW, TrainedModel.HIGH);
    return options.range == null || options.range.equals(own)
        ? List.of()
        : List.of(
            new Finding(
                "pixel-range",
                Finding.Severity.WARNING,
                "the model was trained on pixels "
                    + own
                    + "; --range "
                    + options.range
                    + " gives it others"));
  }

  /** Networks that say themselves what they make of pixels. */
  private void refuseNormalization(String what) {
    if (options.normalization.given() || options.normalization.channelOrder != null) {
      throw new ModelFormatException(
          "--mean, --std, --preprocessing and --channel-order are for .onnx models; "
              + named
              + " is "
              + what);
    }
  }

  private OpenedModel torchScript(Path file) {
    TorchScriptFile.require(file, options.allowCode);
    refuseNormalization("a program, which must do that itself: put it into its forward method");
    if (options.inputShape == null) {
      throw new ModelFormatException(
          file
              + ": a TorchScript file does not say how large its images are; expected"
              + " --input-shape C,H,W such as 3,224,224, found none");
    }
    return new OpenedModel(
        file.getFileName().toString(),
        named,
        hash(file),
        new Network.OfScript(file, options.inputShape),
        options.range,
        null,
        false,
        null,
        options.namesOr(ClassNames.none()),
        Map.of("kind", "TorchScript; its own code ran (--allow-code)"),
        null,
        List.of());
  }

  private static Finding batchFinding(long batch, BatchOpening opening) {
    if (opening.failure() == null) {
      return info(
          "fixed-batch",
          "made for batches of " + batch + ", now takes any number; checked at random images");
    }
    return new Finding(
        "fixed-batch",
        Finding.Severity.WARNING,
        "made for batches of "
            + batch
            + ", which could not be opened, so images are evaluated one by one, which is slower ("
            + opening.failure()
            + ")");
  }

  static Finding info(String name, String message) {
    return new Finding(name, Finding.Severity.INFO, message);
  }

  static String hash(Path file) {
    try {
      return Sha256.of(file);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /** Of the file alone, or of the lines {@code HASH NAME} of all files that the model is in. */
  private static String hash(Path file, List<Path> others) {
    if (others.isEmpty()) {
      return hash(file);
    }
    StringBuilder lines = new StringBuilder(hash(file) + "  " + file.getFileName() + "\n");
    others.forEach(
        other -> lines.append(hash(other)).append("  ").append(other.getFileName()).append('\n'));
    return Sha256.of(lines.toString().getBytes(StandardCharsets.UTF_8));
  }

  static ModelFormatException unreadable(Path file, IOException e) {
    return new ModelFormatException(file + ": cannot be read: " + e.getMessage(), e);
  }
}
