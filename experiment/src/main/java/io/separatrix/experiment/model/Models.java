package io.separatrix.experiment.model;

import io.separatrix.data.ClassNames;
import io.separatrix.data.ImageShape;
import io.separatrix.data.PixelRange;
import io.separatrix.geometry.Classifier;
import io.separatrix.network.Graph;
import io.separatrix.network.ModelFormatException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Opens models by built-in name or file, or takes a user's own classifier; beside {@link
 * io.separatrix.data.Datasets} for images.
 *
 * <pre>{@code
 * Model model = Models.open("lenet-fashion");
 * try (RunningNetwork network = model.open(EngineOptions.DEFAULT)) {
 *   Dataset images =
 *       Datasets.open(
 *           "fashion-mnist-sample", model.imageShape(), model.dataOptions(network.classes()));
 *   double[][] logits = network.logits(new double[][] {images.pixels(0, PixelRange.UNIT)});
 * }
 * }</pre>
 */
public final class Models {

  private Models() {}

  /**
   * Opens a model of which nothing is said but its name.
   *
   * @param nameOrFile see {@link #open(String, ModelOptions)}
   * @return the model, not yet on an engine
   * @throws ModelFormatException if it is missing, or not what it must be
   */
  public static Model open(String nameOrFile) {
    return open(nameOrFile, ModelOptions.DEFAULT);
  }

  /**
   * Opens a model. No engine is asked unless an .onnx file prescribes its batch or the file is of a
   * format that only an engine reads.
   *
   * @param nameOrFile a built-in model, an .onnx file, a .safetensors file that Separatrix wrote or
   *     with the weights of {@link ModelOptions#architecture()}, or a file that an engine reads
   *     itself, such as TorchScript's
   * @param options what the file does not say
   * @return the model, not yet on an engine
   * @throws ModelFormatException if it is missing, or not what it must be
   * @throws io.separatrix.data.DataException if the file of class names is not what it must be
   * @throws io.separatrix.network.engine.DeviceNotAvailableException if an engine is needed and not
   *     there
   */
  public static Model open(String nameOrFile, ModelOptions options) {
    return options.architecture() == null
        ? new ModelReader(nameOrFile, options).read()
        : new PublishedReader(options.architecture(), Path.of(nameOrFile), options).read();
  }

  /**
   * A network that was put together in Java.
   *
   * @param name what to call it
   * @param graph from images to logits
   * @param range of the pixels that it expects
   * @return the model, not yet on an engine
   */
  public static Model of(String name, Graph graph, PixelRange range) {
    return new Model(
        name,
        "graph",
        "",
        new Network.OfGraph(graph, null),
        ExpectedPixels.in(range),
        ClassNames.none(),
        Map.of(),
        null,
        List.of());
  }

  /**
   * A user's own classifier. Nobody but the user closes it, and a run cannot tell whether it is the
   * same as that of an earlier run, except by its name.
   *
   * @param name what to call it
   * @param classifier gives logits of {@code classNames.size()} classes, if there are names
   * @param shape of the images that it takes
   * @param range of their pixels
   * @param classNames one for each class, or none
   * @return the model; it needs no engine
   * @throws IllegalArgumentException if the shape or the names do not fit the classifier
   */
  public static Model of(
      String name,
      Classifier classifier,
      ImageShape shape,
      PixelRange range,
      List<String> classNames) {
    if (shape.dimension() != classifier.dimension()) {
      throw new IllegalArgumentException(
          name
              + ": expected images of "
              + classifier.dimension()
              + " numbers, found "
              + shape
              + " = "
              + shape.dimension());
    }
    if (!classNames.isEmpty() && classNames.size() != classifier.classes()) {
      throw new IllegalArgumentException(
          name
              + ": expected names of "
              + classifier.classes()
              + " classes, found "
              + classNames.size());
    }
    return new Model(
        name,
        "classifier",
        "",
        new Network.OfClassifier(
            classifier, List.of(shape.channels(), shape.height(), shape.width())),
        ExpectedPixels.in(range),
        ClassNames.of(classNames),
        Map.of(),
        null,
        List.of());
  }
}
