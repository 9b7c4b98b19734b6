package io.separatrix.network.trained;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.separatrix.network.ModelFormatException;
import io.separatrix.network.safetensors.Safetensors;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;

/** The models that the project ships, with weights that it trained itself. */
public final class BuiltInModels {

  private static final String FOLDER = "/io/separatrix/models/";

  private static final List<String> NAMES =
      List.of(
          "lenet-fashion",
          "lenet-fashion-smooth",
          "lenet-fashion-robust",
          "lenet-cifar10",
          "nin-cifar10");

  private BuiltInModels() {}

  /** Names that {@link #load} knows. */
  public static List<String> names() {
    return NAMES;
  }

  /**
   * @param name one of {@link #names}
   * @throws ModelFormatException if there is no such model
   */
  public static TrainedModel load(String name) {
    if (!NAMES.contains(name)) {
      throw new ModelFormatException(
          "expected a built-in model, one of " + NAMES + ", found '" + name + "'");
    }
    String weights = name + ".safetensors";
    // A heap buffer has no address that an engine could read.
    byte[] bytes = resource(weights);
    ByteBuffer direct = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    WeightsFile.Contents contents = WeightsFile.read(Safetensors.read(direct, weights), weights);
    try {
      Provenance provenance =
          new JsonMapper().readValue(resource(name + ".json"), Provenance.class);
      return new TrainedModel(name, contents.graph(), contents.classNames(), provenance);
    } catch (IOException e) {
      throw new IllegalStateException(name + ".json: damaged in this build", e);
    }
  }

  private static byte[] resource(String file) {
    try (InputStream in = BuiltInModels.class.getResourceAsStream(FOLDER + file)) {
      if (in == null) {
        throw new IllegalStateException(file + ": missing from this build");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new IllegalStateException(file + ": cannot be read from this build", e);
    }
  }
}
