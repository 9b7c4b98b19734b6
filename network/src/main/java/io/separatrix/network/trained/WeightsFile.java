package io.separatrix.network.trained;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.separatrix.network.Graph;
import io.separatrix.network.ModelFormatException;
import io.separatrix.network.architecture.Architecture;
import io.separatrix.network.architecture.Architectures;
import io.separatrix.network.safetensors.Safetensors;
import java.util.List;
import java.util.Map;

/**
 * Weights of an architecture in a safetensors file: one tensor for each constant of the graph, and
 * metadata that say which architecture they are for.
 */
public final class WeightsFile {

  private static final String ARCHITECTURE = "architecture";
  private static final String INPUT_SHAPE = "inputShape";
  private static final String CLASSES = "classes";

  private static final JsonMapper JSON = new JsonMapper();

  private WeightsFile() {}

  /**
   * What a weights' file holds.
   *
   * @param classNames names of the classes by index
   */
  public record Contents(Graph graph, List<String> classNames) {
    public Contents {
      classNames = List.copyOf(classNames);
    }
  }

  /** The file for a trained architecture. */
  public static Safetensors of(Architecture architecture, Graph graph, List<String> classNames) {
    return new Safetensors(
        graph.constants(),
        Map.of(
            ARCHITECTURE, architecture.name(),
            INPUT_SHAPE, json(architecture.inputShape()),
            CLASSES, json(classNames)));
  }

  /**
   * The network in a file.
   *
   * @param source name of the file, for messages
   * @throws ModelFormatException if the file does not hold the weights of an architecture
   */
  public static Contents read(Safetensors file, String source) {
    String name = metadata(file, ARCHITECTURE, source);
    if (!Architectures.names().contains(name)) {
      throw new ModelFormatException(
          source
              + ": expected an architecture out of "
              + Architectures.names()
              + ", found "
              + name);
    }
    List<Integer> shape = list(file, INPUT_SHAPE, source, new TypeReference<List<Integer>>() {});
    List<String> classes = list(file, CLASSES, source, new TypeReference<List<String>>() {});
    try {
      Architecture architecture = Architectures.find(name, shape, classes.size());
      return new Contents(architecture.graph(file.tensors()), classes);
    } catch (ModelFormatException | IllegalArgumentException e) {
      throw new ModelFormatException(source + ": " + e.getMessage(), e);
    }
  }

  private static String metadata(Safetensors file, String key, String source) {
    String value = file.metadata().get(key);
    if (value == null) {
      throw new ModelFormatException(
          source
              + ": expected weights of a trained architecture with '"
              + key
              + "' in the metadata, found metadata "
              + file.metadata().keySet());
    }
    return value;
  }

  private static <T> List<T> list(
      Safetensors file, String key, String source, TypeReference<List<T>> type) {
    String text = metadata(file, key, source);
    try {
      List<T> values = JSON.readValue(text, type);
      if (values != null && !values.isEmpty() && !values.contains(null)) {
        return values;
      }
    } catch (JsonProcessingException e) {
      throw new ModelFormatException(
          source + ": expected a JSON list as '" + key + "', found " + text, e);
    }
    throw new ModelFormatException(
        source + ": expected a JSON list as '" + key + "', found " + text);
  }

  private static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no JSON for " + value, e);
    }
  }
}
