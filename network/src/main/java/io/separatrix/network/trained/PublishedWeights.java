package io.separatrix.network.trained;

import io.separatrix.network.Constant;
import io.separatrix.network.ElementType;
import io.separatrix.network.Graph;
import io.separatrix.network.ModelFormatException;
import io.separatrix.network.architecture.Parameter;
import io.separatrix.network.architecture.PublishedNetwork;
import io.separatrix.network.architecture.WeightNames;
import io.separatrix.network.safetensors.Safetensors;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A published network with weights from a safetensors file that has them by the layers' names.
 *
 * @param graph from normalised images to logits
 * @param names whose names the file has, and what its weights want of pixels
 * @param unknown tensors of the file that are none of the network's, by name
 */
public record PublishedWeights(Graph graph, WeightNames names, List<String> unknown) {

  private static final Set<ElementType> FLOATING =
      EnumSet.of(
          ElementType.FLOAT16, ElementType.BFLOAT16, ElementType.FLOAT32, ElementType.FLOAT64);

  /** How many names a message spells out. */
  private static final int NAMED = 4;

  public PublishedWeights {
    unknown = List.copyOf(unknown);
  }

  /**
   * Finds every parameter of the network in a file.
   *
   * @param source name of the file, for messages
   * @throws ModelFormatException if one is missing or not what it must be
   */
  public static PublishedWeights read(PublishedNetwork network, Safetensors file, String source) {
    List<Parameter> parameters = network.parameters();
    WeightNames names =
        network.names().stream()
            .min(Comparator.comparing(each -> missing(parameters, each, file).size()))
            .orElseThrow();
    List<String> missing = missing(parameters, names, file);
    if (!missing.isEmpty()) {
      throw new ModelFormatException(
          source
              + ": expected the weights of "
              + network.name()
              + " under "
              + network.names().stream()
                  .map(WeightNames::publisher)
                  .collect(Collectors.joining("'s or "))
              + "'s names, found no "
              + some(missing)
              + " among "
              + some(List.copyOf(new TreeSet<>(file.tensors().keySet())))
              + "; docs/networks.md says how such files are made");
    }
    Set<String> unknown = new TreeSet<>(file.tensors().keySet());
    Map<String, Constant> constants = new HashMap<>();
    for (Parameter parameter : parameters) {
      String name = names.of(parameter);
      unknown.remove(name);
      constants.put(parameter.name(), checked(parameter, name, file.tensors(), source));
    }
    return new PublishedWeights(network.graph(constants), names, List.copyOf(unknown));
  }

  private static List<String> missing(
      List<Parameter> parameters, WeightNames names, Safetensors file) {
    return parameters.stream()
        .map(names::of)
        .filter(name -> !file.tensors().containsKey(name))
        .toList();
  }

  private static Constant checked(
      Parameter parameter, String name, Map<String, Constant> tensors, String source) {
    Constant value = tensors.get(name);
    if (value == null) {
      throw new IllegalStateException(name + " was there a moment ago");
    }
    List<Long> shape = Arrays.stream(value.shape()).boxed().toList();
    if (!parameter.shape().equals(shape)) {
      throw new ModelFormatException(
          source
              + ": expected "
              + name
              + " of "
              + extents(parameter.shape())
              + ", found "
              + extents(shape));
    }
    if (!FLOATING.contains(value.type())) {
      throw new ModelFormatException(
          source + ": expected " + name + " of type " + FLOATING + ", found " + value.type());
    }
    return value;
  }

  private static String extents(List<Long> shape) {
    return shape.isEmpty()
        ? "one number"
        : shape.stream().map(String::valueOf).collect(Collectors.joining(" x "));
  }

  /** The first few names, and how many more there are. */
  public static String some(List<String> names) {
    String first = String.join(", ", names.subList(0, Math.min(NAMED, names.size())));
    if (names.isEmpty()) {
      return "no tensors";
    }
    return names.size() <= NAMED ? first : first + " and " + (names.size() - NAMED) + " more";
  }
}
