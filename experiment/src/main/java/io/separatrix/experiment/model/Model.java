package io.separatrix.experiment.model;

import io.separatrix.data.ClassNames;
import io.separatrix.data.DataException;
import io.separatrix.data.DatasetOptions;
import io.separatrix.data.ImageShape;
import io.separatrix.data.Split;
import io.separatrix.experiment.run.Finding;
import io.separatrix.network.Graph;
import io.separatrix.network.GraphProfile;
import io.separatrix.network.NetworkKind;
import io.separatrix.network.engine.EngineOptions;
import io.separatrix.network.engine.RunningNetwork;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A model before it runs and meets images.
 *
 * @param name built-in name, file name, or what the user calls it
 * @param source where it came from: "built-in", the path as given, or "classifier"
 * @param sha256 of its files; empty if it is in none
 * @param network from images to logits
 * @param pixels the images that it takes
 * @param classNames names of its classes, {@link ClassNames#none()} if it has none
 * @param facts what else a reader wants to know, in order
 * @param rounded the network with the rounding that was left out of it; null if there is none
 * @param findings what was noticed while it was read
 */
public record Model(
    String name,
    String source,
    String sha256,
    Network network,
    ExpectedPixels pixels,
    ClassNames classNames,
    Map<String, String> facts,
    @Nullable Network rounded,
    List<Finding> findings) {

  /** Copies the facts and findings. */
  public Model {
    facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    findings = List.copyOf(findings);
  }

  /** {@return the channels, height and width of an image} */
  public ImageShape imageShape() {
    List<Integer> shape = network.inputShape();
    return new ImageShape(shape.get(0), shape.get(1), shape.get(2));
  }

  /**
   * Opens the network, see {@link Network#open}.
   *
   * @param options precision, device, threads, batch size
   * @return the network; to be closed by the caller
   */
  public RunningNetwork open(EngineOptions options) {
    return network.open(options);
  }

  /** {@return its operators; null if they cannot be seen} */
  public @Nullable Graph graph() {
    return network.graph();
  }

  /** {@return its kind by its operators; null if they cannot be seen} */
  public @Nullable NetworkKind kind() {
    return network.kind();
  }

  /**
   * {@return what the network is made of, see {@link Network#profile}}
   *
   * @param running this model, opened
   * @param found its kind as it was found at images
   */
  public GraphProfile profile(RunningNetwork running, NetworkKind found) {
    return network.profile(running, found);
  }

  /**
   * Names by which data for this model is read: its own, ImageNet's for 1,000 classes, or none.
   *
   * @param classes number of classes L of the running network
   * @return L names, or none
   * @throws DataException if its own names are not L
   */
  public ClassNames classNames(int classes) {
    if (classNames.size() > 0 && classNames.size() != classes) {
      throw new DataException(
          "class names, as given or from config.json beside the model: expected "
              + classes
              + ", one for each class of "
              + name
              + ", found "
              + classNames.size(),
          ModelOptionRemedy.CLASS_NAMES);
    }
    ClassNames imagenet = ClassNames.imagenet();
    return classNames.size() == 0 && classes == imagenet.size() ? imagenet : classNames;
  }

  /**
   * How a data set is to be read for this model: its test part, by the model's class names, in its
   * size and in whole pixels if it takes those.
   *
   * @param classes number of classes L of the running network
   * @return options of which a user may change any
   * @throws DataException if the model's own names are not L
   */
  public DatasetOptions dataOptions(int classes) {
    return new DatasetOptions(
        Split.TEST, classNames(classes), null, false, pixels.resizing(), pixels.whole());
  }
}
