package io.separatrix.network;

import java.util.List;
import java.util.Map;

/**
 * ONNX operators in the order of execution, from any number of inputs to any number of outputs.
 * Each value has one name and is written once. A {@link Graph} is the special case of an image
 * classifier.
 *
 * @param opset version of the default ONNX operator set that the nodes mean
 * @param inputs values that the caller gives
 * @param outputs values that come back
 * @param nodes operators, each after those whose outputs it reads
 * @param constants weights and other constants by name
 */
public record OperatorGraph(
    int opset,
    List<ValueInfo> inputs,
    List<ValueInfo> outputs,
    List<Node> nodes,
    Map<String, Constant> constants) {

  public OperatorGraph {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    nodes = List.copyOf(nodes);
    constants = Map.copyOf(constants);
  }

  /** The same inputs and outputs, computed by other nodes from other constants. */
  public OperatorGraph withBody(List<Node> newNodes, Map<String, Constant> newConstants) {
    return new OperatorGraph(opset, inputs, outputs, newNodes, newConstants);
  }
}
