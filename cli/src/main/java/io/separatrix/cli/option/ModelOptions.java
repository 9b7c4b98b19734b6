package io.separatrix.cli.option;

import io.separatrix.cli.terminal.UsageException;
import io.separatrix.data.PixelRange;
import io.separatrix.experiment.model.Model;
import io.separatrix.experiment.model.Models;
import io.separatrix.network.architecture.PublishedNetwork;
import io.separatrix.network.onnx.OnnxOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Which classifier a command studies. */
public final class ModelOptions {

  @Option(
      names = "--model",
      paramLabel = "NAME|FILE",
      description =
          "Classifier: a built-in model, an .onnx file, weights that train wrote, or a TorchScript"
              + " .pt file (with --allow-code).")
  List<String> models = new ArrayList<>();

  @Option(
      names = "--architecture",
      paramLabel = "caffenet|vgg19|googlenet",
      description =
          "Instead of --model, with --weights: a network of the paper's, of which the weights are"
              + " published (docs/networks.md).")
  @Nullable PublishedNetwork architecture;

  @Option(
      names = "--weights",
      paramLabel = "FILE",
      description = "The weights of --architecture, by the layers' names, in a .safetensors file.")
  @Nullable Path weights;

  @Option(
      names = "--range",
      paramLabel = "LOW,HIGH|auto",
      description =
          "Pixel range that the model expects, 0,1 or 0,255 (default: built-in models know theirs;"
              + " auto tries both on up to 64 images and says which it took).")
  @Nullable PixelRange range;

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      description = "Names of the model's classes, one a line.")
  @Nullable Path labels;

  @Option(
      names = "--input-shape",
      paramLabel = "C,H,W",
      hideParamSyntax = true,
      split = ",",
      description =
          "Channels, height and width, for an .onnx file that leaves them open or takes flat"
              + " images, or a .pt file, which never says.")
  @Nullable List<Integer> inputShape;

  @Option(
      names = "--external-data",
      hidden = true,
      description = "No longer needed: weights in plain files beside the model are read.")
  boolean externalData;

  @Option(
      names = "--layout",
      paramLabel = "nchw|nhwc|auto",
      defaultValue = "auto",
      description =
          "Order of the axes of an .onnx model's images (default: ${DEFAULT-VALUE}, found from the"
              + " model).")
  OnnxOptions.Layout layout = OnnxOptions.Layout.AUTO;

  @Option(
      names = "--output",
      paramLabel = "NAME",
      description = "Which of several outputs of an .onnx model is the logits.")
  @Nullable String output;

  @Option(
      names = "--quantised",
      paramLabel = "refuse|relax",
      defaultValue = "refuse",
      description =
          "What to do with an .onnx model that rounds activations to integers, which have no"
              + " derivative: refuse it, or relax: study it without that rounding"
              + " (default: ${DEFAULT-VALUE}).")
  Quantised quantised = Quantised.REFUSE;

  @ArgGroup(validate = false)
  NormalizationOptions normalization = new NormalizationOptions();

  @Option(
      names = "--allow-code",
      description =
          "Let a TorchScript .pt file run: it is a program and has your rights, so only if you"
              + " trust where it comes from.")
  boolean allowCode;

  /** Studies a built-in model unless options name another. */
  public void byDefault(String newModel) {
    if (models.isEmpty() && architecture == null && weights == null) {
      models = List.of(newModel);
    }
  }

  /** The models that are named, in their order. */
  public List<String> names() {
    return List.copyOf(models);
  }

  /** Goes on with one of the models that are named. */
  public void choose(String name) {
    models = List.of(name);
  }

  /**
   * Looks whether exactly one model is named, and images have three axes.
   *
   * @throws UsageException if not
   */
  public void require() {
    if (models.size() > 1) {
      throw new UsageException(
          "option '--model' should be specified only once; 'separatrix reproduce' takes several");
    }
    if (inputShape != null && inputShape.size() != 3) {
      throw new UsageException(
          "--input-shape: expected C,H,W such as 3,224,224, found " + inputShape);
    }
    if ((architecture == null) != (weights == null)) {
      throw new UsageException(
          "expected --architecture and --weights together, found "
              + (weights == null ? "--architecture" : "--weights")
              + " alone");
    }
    if (models.isEmpty() && weights == null) {
      throw new UsageException(
          "missing option --model (or --architecture with --weights); it says what to work on");
    }
    if (!models.isEmpty() && weights != null) {
      throw new UsageException(
          "expected --model, or --architecture with --weights, found both: which one is meant?");
    }
  }

  /**
   * Reads the model.
   *
   * @throws io.separatrix.network.ModelFormatException if it is missing, or not what it must be
   */
  public Model open() {
    return Models.open(
        weights == null ? models.get(0) : weights.toString(),
        io.separatrix.experiment.model.ModelOptions.DEFAULT
            .withRange(range)
            .withLabels(labels)
            .withOnnx(new OnnxOptions(inputShape, layout, output, quantised == Quantised.RELAX))
            .withInput(normalization.input())
            .withChannelOrder(normalization.channelOrder)
            .withAllowCode(allowCode)
            .withArchitecture(architecture));
  }

  /** How rounded activations are taken. */
  public enum Quantised {
    REFUSE,
    RELAX
  }
}
