package io.separatrix.network.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.separatrix.network.Constant;
import io.separatrix.network.Graph;
import io.separatrix.network.ModelFormatException;
import io.separatrix.network.OperatorGraph;
import io.separatrix.network.rewrite.TrainingMode;
import io.separatrix.network.rewrite.VendorOperators;
import java.nio.file.Path;

/**
 * Reads ONNX files (Open Neural Network Exchange, https://onnx.ai, operator sets 1 to 26).
 *
 * <p>All methods throw {@link ModelFormatException} for a file that is not what it must be, and
 * {@link java.io.UncheckedIOException} if it cannot be read.
 */
public final class OnnxReader {

  private OnnxReader() {}

  /** An image classifier, with {@link OnnxOptions#DEFAULT}. */
  public static OnnxClassifier read(Path file) {
    return read(file, OnnxOptions.DEFAULT);
  }

  /**
   * An image classifier with the input N x C x H x W and logits N x L. Inputs of another layout are
   * given a first node that lays images out so; a Softmax, LogSoftmax or Sigmoid behind the logits
   * is removed, and one logit becomes two. Weights are also read from plain files in the model's
   * folder. A batch size that the file prescribes is kept ({@link Graph#batch}).
   */
  public static OnnxClassifier read(Path file, OnnxOptions options) {
    ModelProto model = ProtoFile.model(file);
    try {
      ExternalData external = external(file);
      OperatorGraph operators = operators(model, external);
      TrainingMode.refuse(operators);
      Unrounded unrounded = Unrounded.of(operators, options.relaxQuantisation());
      ClassifierView view = new ClassifierView(unrounded.graph(), options);
      Graph graph = view.graph();
      String producer = (model.getProducerName() + " " + model.getProducerVersion()).strip();
      Graph rounded =
          unrounded.left() == 0 ? null : new ClassifierView(unrounded.rounded(), options).graph();
      return new OnnxClassifier(
          graph, unrounded.noted(view.report(producer, external.files())), rounded);
    } catch (ModelFormatException e) {
      throw in(file, e);
    }
  }

  /**
   * Any graph of numbers: with the rounding of quantised values and layers in training mode, but
   * without the operators that ONNX Runtime's optimiser puts in.
   */
  public static OperatorGraph readOperators(Path file) {
    ModelProto model = ProtoFile.model(file);
    try {
      return operators(model, external(file));
    } catch (ModelFormatException e) {
      throw in(file, e);
    }
  }

  /** A single tensor, as in the test data of the ONNX project. */
  public static Constant readTensor(Path file) {
    try {
      return new TensorReader(external(file)).read(ProtoFile.tensor(file));
    } catch (ModelFormatException e) {
      throw in(file, e);
    }
  }

  private static OperatorGraph operators(ModelProto model, ExternalData external) {
    return VendorOperators.lower(new GraphReader(new TensorReader(external)).read(model));
  }

  private static ExternalData external(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    return new ExternalData(folder == null ? file.toAbsolutePath() : folder);
  }

  private static ModelFormatException in(Path file, ModelFormatException e) {
    String message = String.valueOf(e.getMessage());
    return message.startsWith(file.toString())
        ? e
        : new ModelFormatException(file + ": " + message, e);
  }
}
