package io.separatrix.network;

import java.util.List;

/**
 * One application of an operator.
 *
 * @param operator name of the ONNX operator, such as {@code Conv}; the meaning is that of {@link
 *     Graph#opset()}
 * @param name name of the node, for messages; may be empty
 * @param inputs names of values; an empty name stands for an optional input left out
 * @param outputs names of values
 * @param attributes parameters of the operator
 */
public record Node(
    String operator,
    String name,
    List<String> inputs,
    List<String> outputs,
    Attributes attributes) {

  /**
   * Begins the names of operators that only rewritten graphs have; a file that has one is refused.
   */
  public static final String OWN_DOMAIN = "io.separatrix:";

  public Node {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }
}
