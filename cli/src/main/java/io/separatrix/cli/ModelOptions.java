package io.separatrix.cli;

import io.separatrix.data.ClassNames;
import io.separatrix.data.DataException;
import io.separatrix.data.PixelRange;
import io.separatrix.data.Sha256;
import io.separatrix.network.ModelFormatException;
import io.separatrix.network.onnx.ImportReport;
import io.separatrix.network.onnx.OnnxClassifier;
import io.separatrix.network.onnx.OnnxOptions;
import io.separatrix.network.onnx.OnnxReader;
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
      required = true,
      paramLabel = "NAME|FILE",
      description = "Classifier: a built-in model, or an .onnx file.")
  String model = "";

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
    Path file = Path.of(model);
    if (model.endsWith(".onnx")) {
      return onnx(file);
    }
    throw new ModelFormatException(
        "--model "
            + model
            + ": expected a built-in model or an .onnx file, found neither; the built-in models"
            + " are");
  }

  private OpenedModel onnx(Path file) {
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
        model,
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
    try {
      return ClassNames.of(
          Files.readAllLines(labels).stream()
              .map(String::strip)
              .filter(s -> !s.isEmpty())
              .toList());
    } catch (IOException e) {
      throw new DataException("--labels " + labels + ": cannot be read: " + e.getMessage(), e);
    }
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
