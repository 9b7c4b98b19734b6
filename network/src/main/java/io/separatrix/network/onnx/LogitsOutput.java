package io.separatrix.network.onnx;

import io.separatrix.network.ElementType;
import io.separatrix.network.ModelFormatException;
import io.separatrix.network.ModelRemedy;
import io.separatrix.network.Node;
import io.separatrix.network.OperatorGraph;
import io.separatrix.network.ValueInfo;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the logits among several outputs: others are features, auxiliary heads, labels.
 *
 * @param graph with one output
 * @param notes what was decided
 */
record LogitsOutput(OperatorGraph graph, List<String> notes) {

  private static final String DICTIONARY = "ai.onnx.ml:ZipMap";

  /**
   * @param name the output that the user named; null to take the one called logits, else the first
   *     whose name has that in it, else the last one that is computed from another, else the first
   */
  static LogitsOutput of(OperatorGraph original, @Nullable String name) {
    OperatorGraph graph = withoutDictionaries(original);
    List<ValueInfo> outputs = graph.outputs();
    if (outputs.isEmpty()) {
      throw new ModelFormatException("expected an output, found none");
    }
    List<String> names = outputs.stream().map(ValueInfo::name).toList();
    if (name != null) {
      int index = names.indexOf(name);
      if (index < 0) {
        throw new ModelFormatException(
            "expected one of the outputs " + names + ", found " + name, ModelRemedy.OUTPUT);
      }
      return new LogitsOutput(only(graph, outputs.get(index)), List.of());
    }
    if (outputs.size() == 1) {
      return new LogitsOutput(graph, List.of());
    }
    ValueInfo chosen = likeliest(graph);
    return new LogitsOutput(
        only(graph, chosen),
        List.of("took '" + chosen.name() + "' of the outputs " + names + " as logits"));
  }

  /** scikit-learn's converter ends in dictionaries from class to probability. */
  private static OperatorGraph withoutDictionaries(OperatorGraph graph) {
    Map<String, String> arrays = new HashMap<>();
    for (Node node : graph.nodes()) {
      if (node.operator().equals(DICTIONARY)
          && node.inputs().size() == 1
          && node.outputs().size() == 1) {
        arrays.put(node.outputs().get(0), node.inputs().get(0));
      }
    }
    List<ValueInfo> outputs =
        graph.outputs().stream()
            .map(
                output -> {
                  String array = arrays.get(output.name());
                  return array == null ? output : new ValueInfo(array, ElementType.FLOAT32, null);
                })
            .toList();
    return new OperatorGraph(
        graph.opset(), graph.inputs(), outputs, graph.nodes(), graph.constants());
  }

  private static OperatorGraph only(OperatorGraph graph, ValueInfo output) {
    return new OperatorGraph(
        graph.opset(), graph.inputs(), List.of(output), graph.nodes(), graph.constants());
  }

  private static ValueInfo likeliest(OperatorGraph graph) {
    List<ValueInfo> flat =
        graph.outputs().stream()
            .filter(output -> output.shape() == null || output.shape().size() == 2)
            .filter(output -> output.type() != ElementType.INT64)
            .toList();
    List<ValueInfo> candidates = new ArrayList<>(flat.isEmpty() ? graph.outputs() : flat);
    Optional<ValueInfo> called =
        candidates.stream()
            .filter(output -> output.name().toLowerCase(Locale.ROOT).contains("logits"))
            .min(Comparator.comparing(output -> !output.name().equalsIgnoreCase("logits")));
    if (called.isPresent()) {
      return called.get();
    }
    // Features stand before the logits that are computed from them.
    List<ValueInfo> last =
        candidates.stream()
            .filter(
                output ->
                    candidates.stream()
                        .noneMatch(
                            other ->
                                !other.equals(output)
                                    && sources(graph, other).contains(output.name())))
            .toList();
    return last.isEmpty() ? candidates.get(0) : last.get(0);
  }

  /** Values that an output is computed from. */
  private static Set<String> sources(OperatorGraph graph, ValueInfo output) {
    Set<String> sources = new HashSet<>(Set.of(output.name()));
    for (int i = graph.nodes().size() - 1; i >= 0; i--) {
      Node node = graph.nodes().get(i);
      if (node.outputs().stream().anyMatch(sources::contains)) {
        sources.addAll(node.inputs());
      }
    }
    return sources;
  }
}
