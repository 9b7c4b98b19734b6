package io.separatrix.proof.enclosure;

import io.separatrix.network.Constant;
import io.separatrix.network.Graph;
import io.separatrix.network.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns a graph into rules, for one image. What does not depend on the image is computed here if it
 * only moves numbers about; other constants are refused, since their rounding would be nobody's.
 */
final class Compiler {

  private static final Map<String, Translation> TRANSLATIONS = new HashMap<>();

  static {
    LinearOperators.register(TRANSLATIONS);
    ActivationOperators.register(TRANSLATIONS);
    PoolingOperators.register(TRANSLATIONS);
    ArithmeticOperators.register(TRANSLATIONS);
    ShapeOperators.register(TRANSLATIONS);
    CompositeOperators.register(TRANSLATIONS);
  }

  private final Graph graph;
  private final Rounding rounding;
  private final Map<String, Tensor> constants = new HashMap<>();
  private final Map<String, Value> values = new HashMap<>();
  private final Map<String, Integer> readers = new HashMap<>();
  private final List<Step> steps = new ArrayList<>();

  /** Writes the rules of a node. */
  @FunctionalInterface
  interface Translation {
    void translate(NodeCall call);
  }

  /**
   * A value that depends on the image.
   *
   * @param step the step that computes it; -1 for the image
   * @param shape extents with the batch axis, which is 1
   */
  record Value(int step, int[] shape) {}

  /**
   * A rule and what it reads.
   *
   * @param operands steps, -1 for the image
   */
  record Step(Rule rule, int[] operands) {}

  Compiler(Graph graph, Rounding rounding) {
    this.graph = graph;
    this.rounding = rounding;
  }

  /** The rules in order; the last one's result is the logits. */
  List<Step> compile() {
    readers.merge(graph.output(), 1, Integer::sum);
    graph.nodes().forEach(n -> n.inputs().forEach(name -> readers.merge(name, 1, Integer::sum)));
    int[] shape = new int[graph.inputShape().size() + 1];
    shape[0] = 1;
    for (int i = 1; i < shape.length; i++) {
      shape[i] = graph.inputShape().get(i - 1);
    }
    values.put(graph.input(), new Value(-1, shape));
    for (Node node : graph.nodes()) {
      Translation translation = TRANSLATIONS.get(node.operator());
      if (translation == null) {
        throw new UnsupportedNetworkException(
            "there is no rule for the operator " + node.operator() + " ('" + node.name() + "')");
      }
      translation.translate(new NodeCall(this, node));
    }
    Value output = values.get(graph.output());
    if (output == null || output.step() < 0) {
      throw new UnsupportedNetworkException("expected logits that depend on the image");
    }
    return cut(output.step());
  }

  /** The steps that the output needs, in order. */
  private List<Step> cut(int output) {
    boolean[] needed = new boolean[steps.size()];
    needed[output] = true;
    int[] place = new int[steps.size()];
    for (int i = output; i >= 0; i--) {
      if (needed[i]) {
        Arrays.stream(steps.get(i).operands()).filter(o -> o >= 0).forEach(o -> needed[o] = true);
      }
    }
    List<Step> cut = new ArrayList<>();
    for (int i = 0; i <= output; i++) {
      if (needed[i]) {
        place[i] = cut.size();
        int[] operands =
            Arrays.stream(steps.get(i).operands()).map(o -> o < 0 ? o : place[o]).toArray();
        cut.add(new Step(steps.get(i).rule(), operands));
      }
    }
    return cut;
  }

  int opset() {
    return graph.opset();
  }

  Rounding rounding() {
    return rounding;
  }

  /** How many nodes read a value, the output being a reader. */
  int readers(String name) {
    return readers.getOrDefault(name, 0);
  }

  @Nullable Value value(String name) {
    return values.get(name);
  }

  void value(String name, Value value) {
    values.put(name, value);
  }

  /** A constant's numbers; null if the name is that of another value. */
  @Nullable Tensor constant(String name) {
    Tensor known = constants.get(name);
    Constant stored = known == null ? graph.constants().get(name) : null;
    if (stored != null) {
      known = tensor(name, stored);
      constants.put(name, known);
    }
    return known;
  }

  void constant(String name, Tensor value) {
    constants.put(name, value);
  }

  static Tensor tensor(String name, Constant stored) {
    int[] shape = Arrays.stream(stored.shape()).mapToInt(Math::toIntExact).toArray();
    try {
      return new Tensor(shape, stored.toDoubles());
    } catch (IllegalStateException e) {
      throw new UnsupportedNetworkException("'" + name + "': " + e.getMessage());
    }
  }

  Rule rule(int step) {
    return steps.get(step).rule();
  }

  void replace(int step, Rule rule) {
    steps.set(step, new Step(rule, steps.get(step).operands()));
  }

  /** Whether a value is made by this function at each neuron, and one node reads it. */
  boolean onlyReads(String name, Scalar function) {
    Value value = values.get(name);
    return value != null
        && value.step() >= 0
        && readers(name) == 1
        && steps.get(value.step()).rule() instanceof ElementwiseRule rule
        && rule.isEverywhere(function);
  }

  /** Appends a rule. */
  Value write(Rule rule, int[] shape, Value... operands) {
    int[] read = Arrays.stream(operands).mapToInt(Value::step).toArray();
    steps.add(new Step(rule, read));
    return new Value(steps.size() - 1, shape);
  }
}
