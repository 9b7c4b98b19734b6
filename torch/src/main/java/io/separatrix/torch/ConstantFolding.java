package io.separatrix.torch;

import io.separatrix.network.Constant;
import io.separatrix.network.Graph;
import io.separatrix.network.ModelFormatException;
import io.separatrix.network.Node;
import io.separatrix.torch.operators.Constants;
import io.separatrix.torch.operators.OperatorCall;
import io.separatrix.torch.operators.Operators;
import io.separatrix.torch.operators.RunSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/**
 * Replaces nodes that read only constants by what they compute, in double precision. Shapes that
 * depend on the batch stay: they are short integer arrays, cheap next to any layer.
 */
final class ConstantFolding {

  /** A larger result is computed when the graph runs: it may be much larger than the file. */
  private static final long LIMIT = 1L << 22;

  private ConstantFolding() {}

  /** The graph without these nodes. */
  static Graph apply(Graph graph) {
    Map<String, Constant> constants = new HashMap<>(graph.constants());
    RunSettings setting = new RunSettings(graph.opset(), false, false, ScalarType.Double, LIMIT);
    List<Node> nodes = new ArrayList<>();
    for (Node node : graph.nodes()) {
      if (!fold(node, setting, constants)) {
        nodes.add(node);
      }
    }
    return graph.withBody(nodes, constants);
  }

  private static boolean fold(Node node, RunSettings setting, Map<String, Constant> constants) {
    boolean constant =
        node.inputs().stream().allMatch(name -> name.isEmpty() || constants.containsKey(name));
    long read =
        node.inputs().stream()
            .map(constants::get)
            .mapToLong(value -> value == null ? 0 : value.elements())
            .sum();
    if (!constant || node.inputs().isEmpty() || read > LIMIT) {
      return false;
    }
    return NativeScope.of(false, () -> evaluate(node, setting, constants));
  }

  private static boolean evaluate(Node node, RunSettings setting, Map<String, Constant> constants) {
    @Nullable Tensor[] inputs =
        node.inputs().stream()
            .map(constants::get)
            .map(ConstantFolding::tensor)
            .toArray(Tensor[]::new);
    Tensor[] results;
    try {
      results = GraphRunner.apply(Operators.find(node), new OperatorCall(node, inputs, setting));
    } catch (ModelFormatException e) {
      // Too large to be kept, or wrong: then the run says so, if it gets there.
      return false;
    }
    for (int i = 0; i < results.length; i++) {
      constants.put(node.outputs().get(i), Constants.constant(results[i]));
    }
    return true;
  }

  private static @Nullable Tensor tensor(@Nullable Constant constant) {
    if (constant == null) {
      return null;
    }
    Tensor tensor = Constants.tensor(constant);
    return tensor.is_floating_point() ? tensor.to(ScalarType.Double) : tensor;
  }
}
