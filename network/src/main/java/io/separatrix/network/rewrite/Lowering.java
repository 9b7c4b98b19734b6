package io.separatrix.network.rewrite;

import io.separatrix.network.Attributes;
import io.separatrix.network.Constant;
import io.separatrix.network.ModelFormatException;
import io.separatrix.network.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes nodes in the place of one. Values in between are named after the node's first output, with
 * a number that no other value has.
 */
final class Lowering {

  private final Node node;
  private final int opset;
  private final Map<String, Constant> constants;
  private final Set<String> taken;
  private final List<Node> written = new ArrayList<>();
  private final Map<String, String> results = new HashMap<>();
  private int names;

  /**
   * @param constants those of the graph; new ones are added
   * @param taken names of the graph's values; new ones are added
   */
  Lowering(Node node, int opset, Map<String, Constant> constants, Set<String> taken) {
    this.node = node;
    this.opset = opset;
    this.constants = constants;
    this.taken = taken;
  }

  Node node() {
    return node;
  }

  int opset() {
    return opset;
  }

  Attributes attributes() {
    return node.attributes();
  }

  boolean has(int input) {
    return input < node.inputs().size() && !node.inputs().get(input).isEmpty();
  }

  /** The name of an input that must be there. */
  String in(int input) {
    if (!has(input)) {
      throw fail("expected an input " + input + ", found " + node.inputs().size());
    }
    return node.inputs().get(input);
  }

  /** The name of an input, empty if it is left out. */
  String optional(int input) {
    return has(input) ? node.inputs().get(input) : "";
  }

  /** Whether somebody may read an output. */
  boolean writes(int output) {
    return output < node.outputs().size() && !node.outputs().get(output).isEmpty();
  }

  /** The value of a constant; null if the name is that of another value. */
  @Nullable Constant constant(String name) {
    return constants.get(name);
  }

  /** A new constant without axes. */
  String scalar(double value) {
    return put(Constant.of(new float[] {(float) value}));
  }

  /** A new constant. */
  String put(Constant value) {
    String name = fresh();
    constants.put(name, value);
    return name;
  }

  /** Writes a node and returns its first output. */
  String write(String operator, Attributes attributes, String... inputs) {
    return write(operator, attributes, 1, inputs).get(0);
  }

  String write(String operator, String... inputs) {
    return write(operator, Attributes.NONE, inputs);
  }

  /** Writes a node with several outputs. */
  List<String> write(String operator, Attributes attributes, int outputs, String... inputs) {
    List<String> fresh = new ArrayList<>();
    for (int i = 0; i < outputs; i++) {
      fresh.add(fresh());
    }
    int used = inputs.length;
    while (used > 0 && inputs[used - 1].isEmpty()) {
      used--;
    }
    written.add(
        new Node(operator, node.name(), List.of(inputs).subList(0, used), fresh, attributes));
    return fresh;
  }

  /** Makes a value that was written here the node's output. */
  void result(int output, String value) {
    if (!writes(output)) {
      return;
    }
    boolean here = written.stream().anyMatch(n -> n.outputs().contains(value));
    String last = here && !results.containsKey(value) ? value : write("Identity", value);
    results.put(last, node.outputs().get(output));
  }

  void result(String value) {
    result(0, value);
  }

  /** What was written, with the node's own names for its results. */
  List<Node> nodes() {
    return written.stream().map(this::renamed).toList();
  }

  private Node renamed(Node each) {
    return new Node(
        each.operator(),
        each.name(),
        each.inputs().stream().map(name -> results.getOrDefault(name, name)).toList(),
        each.outputs().stream().map(name -> results.getOrDefault(name, name)).toList(),
        each.attributes());
  }

  private String fresh() {
    String stem = node.outputs().isEmpty() ? node.operator() : node.outputs().get(0);
    String name;
    do {
      name = stem + "/" + ++names;
    } while (!taken.add(name));
    return name;
  }

  ModelFormatException fail(String message) {
    return new ModelFormatException(node.operator() + " '" + node.name() + "': " + message);
  }
}
