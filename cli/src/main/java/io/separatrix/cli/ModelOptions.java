package io.separatrix.cli;

import static java.util.Objects.requireNonNull;

import io.separatrix.data.ClassNames;
import io.separatrix.data.PixelRange;
import io.separatrix.data.Sha256;
import io.separatrix.network.ModelFormatException;
import io.separatrix.network.onnx.ImportReport;
import io.separatrix.network.onnx.OnnxClassifier;
import io.separatrix.network.onnx.OnnxOptions;
import io.separatrix.network.onnx.OnnxReader;
import io.separatrix.network.safetensors.Safetensors;
import io.separatrix.network.trained.BuiltInModels;
import io.separatrix.network.trained.Provenance;
import io.separatrix.network.trained.TrainedModel;
import io.separatrix.network.trained.WeightsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Which classifier a command studies. */
final class ModelOptions {

  @Option(
      names = "--model",
      paramLabel = "NAME|FILE",
      description = "Classifier: a built-in model, an .onnx file, or weights that train wrote.")
  @Nullable String model;

  @Option(
      names = "--range",
      paramLabel = "LOW,HIGH|auto",
      description =
          "Pixel range that the model expects, 0,1 or 0,255 (default: built-in models know theirs;"
              + " auto tries both on up to 64 images and says which it took).",
      converter = Range.class)
  @Nullable PixelRange range;

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      description = "Names of the model's classes, one a line.")
  @Nullable Path labels;

  @Option(
      names = "--input-shape",
      paramLabel = "C,H,W",
      description = "Channels, height and width, for an .onnx file that leaves them open.",
      converter = Shape.class)
  @Nullable List<Integer> inputShape;

  @Option(
      names = "--external-data",
      description = "Let an .onnx file read weights from other files in its folder.")
  boolean externalData;

  /**
   * Reads the model.
   *
   * @throws ModelFormatException if it is missing, or not what it must be
   */
  OpenedModel open() {
    String named = requireNonNull(model, "--model");
    if (BuiltInModels.names().contains(named)) {
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
      return onnx(named, file);
    }
    if (named.endsWith(".safetensors")) {
      return safetensors(named, file);
    }
    throw new ModelFormatException(
        "--model "
            + named
            + ": expected an .onnx file, or a .safetensors file that Separatrix wrote, found a file"
            + " of another kind");
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
        trained.graph(),
        rangeOr(TrainedModel.LOW, TrainedModel.HIGH),
        labels == null ? ClassNames.of(trained.classNames()) : names(),
        facts);
  }

  private OpenedModel safetensors(String named, Path file) {
    try {
      WeightsFile.Contents contents = WeightsFile.read(Safetensors.read(file), named);
      return new OpenedModel(
          file.getFileName().toString(),
          named,
          hash(file),
          contents.graph(),
          rangeOr(TrainedModel.LOW, TrainedModel.HIGH),
          labels == null ? ClassNames.of(contents.classNames()) : names(),
          Map.of());
    } catch (IOException e) {
      throw new ModelFormatException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  private PixelRange rangeOr(double low, double high) {
    return range == null ? new PixelRange(low, high) : range;
  }

  private OpenedModel onnx(String named, Path file) {
    OnnxClassifier classifier = OnnxReader.read(file, new OnnxOptions(externalData, inputShape));
    ImportReport report = classifier.report();
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("operator set", "" + report.opset());
    if (!report.producer().isEmpty()) {
      facts.put("written by", report.producer());
    }
    if (!report.strippedSoftmax().isEmpty()) {
      facts.put("stripped", String.join(", ", report.strippedSoftmax()));
    }
    report.fixedBatch().ifPresent(batch -> facts.put("fixed batch size opened", "" + batch));
    if (!report.notes().isEmpty()) {
      facts.put("notes", String.join("; ", report.notes()));
    }
    return new OpenedModel(
        file.getFileName().toString(),
        named,
        hash(file),
        classifier.graph(),
        range,
        names(),
        facts);
  }

  private static String hash(Path file) {
    try {
      return Sha256.of(file);
    } catch (IOException e) {
      throw new ModelFormatException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  /** The names from {@code --labels}, or none. */
  private ClassNames names() {
    if (labels == null) {
      return ClassNames.none();
    }
    return ClassNames.fromFile(labels);
  }

  /** LOW,HIGH, or null for auto. */
  static final class Range implements ITypeConverter<@Nullable PixelRange> {
    @Override
    public @Nullable PixelRange convert(String text) {
      try {
        return text.equals("auto") ? null : PixelRange.parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }

  static final class Shape implements ITypeConverter<List<Integer>> {
    @Override
    public List<Integer> convert(String text) {
      WholeNumber.Positive positive = new WholeNumber.Positive();
      List<Integer> shape = Arrays.stream(text.split(",", -1)).map(positive::convert).toList();
      if (shape.size() != 3) {
        throw new TypeConversionException("expected C,H,W such as 3,224,224, found " + text);
      }
      return shape;
    }
  }
}
