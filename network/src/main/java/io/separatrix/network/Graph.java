package io.separatrix.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An image classifier as a graph of ONNX operators in the order of execution. Each value has one
 * name and is written once.
 *
 * @param opset version of the default ONNX operator set that the nodes mean
 * @param input name of the image batch, of shape N x {@code inputShape}
 * @param inputShape extents without the batch dimension: channels, height, width
 * @param output name of the logits, of shape N x L
 * @param nodes operators, each after those whose outputs it reads
 * @param constants weights and other constants by name
 */
public record Graph(
    int opset,
    String input,
    List<Integer> inputShape,
    String output,
    List<Node> nodes,
    Map<String, Constant> constants) {

  public Graph {
    inputShape = List.copyOf(inputShape);
    nodes = List.copyOf(nodes);
    constants = Map.copyOf(constants);
  }

  /** Input dimension d, the product of {@link #inputShape}. */
  public int dimension() {
    return inputShape.stream().reduce(1, Math::multiplyExact);
  }

  /** The same graph with other constants. */
  public Graph withConstants(Map<String, Constant> newConstants) {
    return new Graph(opset, input, inputShape, output, nodes, newConstants);
  }

  /** The graph without its view as a classifier: one input of open batch size, one output. */
  public OperatorGraph operators() {
    List<Long> shape = new ArrayList<>(List.of(ValueInfo.UNKNOWN));
    inputShape.forEach(extent -> shape.add((long) extent));
    return new OperatorGraph(
        opset,
        List.of(new ValueInfo(input, ElementType.FLOAT32, shape)),
        List.of(new ValueInfo(output, ElementType.FLOAT32, null)),
        nodes,
        constants);
  }
}
