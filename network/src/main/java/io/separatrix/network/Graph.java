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
 * @param batch the one number of images that the graph takes, or {@link #ANY_BATCH}
 */
public record Graph(
    int opset,
    String input,
    List<Integer> inputShape,
    String output,
    List<Node> nodes,
    Map<String, Constant> constants,
    int batch) {

  /** The {@link #batch} of a graph that takes any number of images. */
  public static final int ANY_BATCH = 0;

  /**
   * A graph that takes any number of images.
   *
   * @param opset ONNX operator set, the version of the operators' meaning
   * @param input name of the input
   * @param inputShape channels, height and width of an image
   * @param output name of the logits
   * @param nodes in an order in which each node's inputs are there
   * @param constants by name
   */
  public Graph(
      int opset,
      String input,
      List<Integer> inputShape,
      String output,
      List<Node> nodes,
      Map<String, Constant> constants) {
    this(opset, input, inputShape, output, nodes, constants, ANY_BATCH);
  }

  public Graph {
    inputShape = List.copyOf(inputShape);
    nodes = List.copyOf(nodes);
    constants = Map.copyOf(constants);
  }

  /** {@return the input dimension d, the product of {@link #inputShape}} */
  public int dimension() {
    return inputShape.stream().reduce(1, Math::multiplyExact);
  }

  /**
   * {@return the same graph with other constants}
   *
   * @param newConstants by name, in place of all that there are
   */
  public Graph withConstants(Map<String, Constant> newConstants) {
    return withBody(nodes, newConstants);
  }

  /**
   * {@return the same input and output, computed by other nodes from other constants}
   *
   * @param newNodes in an order in which each node's inputs are there
   * @param newConstants by name
   */
  public Graph withBody(List<Node> newNodes, Map<String, Constant> newConstants) {
    return new Graph(opset, input, inputShape, output, newNodes, newConstants, batch);
  }

  /**
   * {@return the same graph with logits of another name}
   *
   * @param newOutput a value that the graph computes
   */
  public Graph withOutput(String newOutput) {
    return new Graph(opset, input, inputShape, newOutput, nodes, constants, batch);
  }

  /**
   * {@return the same graph, said to take this number of images, or any}
   *
   * @param newBatch number of images; 0 for any
   */
  public Graph withBatch(int newBatch) {
    return new Graph(opset, input, inputShape, output, nodes, constants, newBatch);
  }

  /**
   * {@return the graph without its view as a classifier: one input of open batch size, one output}
   */
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
