package io.separatrix.torch;

import static java.util.Objects.requireNonNull;

import io.separatrix.network.Constant;
import io.separatrix.network.Graph;
import io.separatrix.network.ModelFormatException;
import io.separatrix.network.Node;
import io.separatrix.torch.operators.OperatorCall;
import io.separatrix.torch.operators.Operators;
import io.separatrix.torch.operators.RunSettings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to open the batch of a graph: runs it node by node with the prescribed number of
 * images and with more, follows the batch's axis from value to value, and has each node rewritten
 * that spells the number out. Values are in double precision.
 */
final class BatchRewriting {

  private static final long LIMIT = 1L << 29;

  private final Graph graph;
  private final BatchChoices choices;
  private final RunSettings setting;
  private final Map<String, Tensor> prescribed;
  private final Map<String, Tensor> multiple;
  private final Map<String, BatchAxis> axes = new HashMap<>();
  private final Set<String> ofImages = new HashSet<>();
  private final Map<String, Constant> constants;

  /** The attempt cannot succeed, for the reason that the message says. */
  static final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1;

    Failure(Node node, String message) {
      this(OperatorCall.describe(node) + ": " + message);
    }

    Failure(String message) {
      super(message);
    }
  }

  /**
   * @param graph nodes that read only constants are folded
   * @param constants its constants as tensors; not modified
   */
  BatchRewriting(Graph graph, Map<String, Tensor> constants, BatchChoices choices) {
    this.graph = graph;
    this.choices = choices;
    this.constants = new HashMap<>(graph.constants());
    this.prescribed = new HashMap<>(constants);
    this.multiple = new HashMap<>(constants);
    this.setting = new RunSettings(graph.opset(), false, false, ScalarType.Double, LIMIT);
  }

  /**
   * The rewritten graph.
   *
   * @param few as many images as the graph prescribes
   * @param many a multiple of that
   * @throws Failure if a node mixes images or cannot be rewritten
   */
  Graph run(Tensor few, Tensor many) {
    put(graph.input(), few, many, BatchAxis.FIRST);
    ofImages.add(graph.input());
    List<Node> nodes = new ArrayList<>();
    for (Node node : graph.nodes()) {
      if (node.inputs().stream().noneMatch(ofImages::contains)) {
        Tensor[] results = apply(node, prescribed);
        for (int i = 0; i < results.length; i++) {
          put(node.outputs().get(i), results[i], results[i], null);
        }
        nodes.add(node);
        continue;
      }
      ofImages.addAll(node.outputs());
      Tensor[] results = apply(node, prescribed);
      for (int i = 0; i < results.length; i++) {
        prescribed.put(node.outputs().get(i), results[i]);
      }
      BatchNodes rewritten = new BatchNodes(this, node);
      try {
        for (Node part : rewritten.nodes()) {
          Tensor[] written = apply(part, multiple);
          for (int i = 0; i < written.length; i++) {
            multiple.put(part.outputs().get(i), written[i]);
          }
          nodes.add(part);
        }
      } catch (ModelFormatException e) {
        throw new Failure(node, "with more images than prescribed, " + e.getMessage());
      }
      for (String output : node.outputs()) {
        follow(node, output, rewritten.reshaped());
      }
    }
    BatchAxis logits = axes.get(graph.output());
    if (logits == null || logits.axis() != 0) {
      throw new Failure("the logits have lost the batch's axis");
    }
    return graph.withBody(nodes, constants);
  }

  private void put(String name, Tensor few, Tensor many, @Nullable BatchAxis axis) {
    prescribed.put(name, few);
    multiple.put(name, many);
    if (axis != null) {
      axes.put(name, axis);
    }
  }

  private Tensor[] apply(Node node, Map<String, Tensor> values) {
    @Nullable Tensor[] read = new Tensor[node.inputs().size()];
    for (int i = 0; i < read.length; i++) {
      read[i] = values.get(node.inputs().get(i));
    }
    return GraphRunner.apply(Operators.find(node), new OperatorCall(node, read, setting));
  }

  /** Finds the batch's axis in what a node wrote. */
  private void follow(Node node, String output, @Nullable BatchAxis reshaped) {
    long[] few = shape(output);
    long[] many = requireNonNull(multiple.get(output)).shape();
    if (few.length == many.length && Arrays.equals(few, many)) {
      boolean shapeOnly = node.inputs().stream().noneMatch(axes::containsKey);
      if (!shapeOnly && !node.operator().equals("Shape") && !node.operator().equals("Size")) {
        throw new Failure(node, "its result mixes the images of the batch");
      }
      return;
    }
    int found = grown(node, few, many);
    BatchAxis axis = reshaped;
    if (axis == null) {
      axis = new BatchAxis(found, outer(node, few, found));
    }
    if (axis.axis() != found) {
      throw new Failure(node, "the batch is in another axis than expected");
    }
    axes.put(output, axis);
  }

  private int grown(Node node, long[] few, long[] many) {
    int found = -1;
    for (int i = 0; i < few.length && few.length == many.length; i++) {
      if (few[i] != many[i]) {
        long images = requireNonNull(multiple.get(graph.input())).size(0);
        boolean grows = few[i] * images == many[i] * batch();
        if (found >= 0 || !grows) {
          found = -1;
          break;
        }
        found = i;
      }
    }
    if (found < 0) {
      throw new Failure(
          node,
          "expected one axis that grows with the batch, found "
              + Arrays.toString(few)
              + " and "
              + Arrays.toString(many));
    }
    return found;
  }

  /** What stands before the batch in its axis of the result. */
  private long outer(Node node, long[] few, int found) {
    BatchAxis before = node.operator().equals("Flatten") ? axes.get(node.inputs().get(0)) : null;
    if (before == null) {
      return inherited(node, few[found]);
    }
    return before.reshaped(shape(node.inputs().get(0)), few, batch()).stream()
        .filter(place -> place.axis() == found)
        .findFirst()
        .orElseThrow(() -> new Failure(node, "a reshape takes the batch apart"))
        .outer();
  }

  /** Only a reshape changes it. */
  private long inherited(Node node, long extent) {
    for (String input : node.inputs()) {
      BatchAxis axis = axes.get(input);
      if (axis != null) {
        if (shape(input)[axis.axis()] != extent) {
          throw new Failure(node, "it splits or joins the axis of the batch");
        }
        return axis.outer();
      }
    }
    return 1;
  }

  /** Images that the graph prescribes. */
  int batch() {
    return graph.batch();
  }

  /** Extents of a value for as many images as prescribed. */
  long[] shape(String value) {
    return requireNonNull(prescribed.get(value)).shape();
  }

  /** Where the batch is; null in values that do not have it. */
  @Nullable BatchAxis axis(String value) {
    return axes.get(value);
  }

  /** A constant of the graph; null if the value is none. */
  @Nullable Constant constant(String value) {
    return constants.get(value);
  }

  /** Adds a constant under a new name. */
  String add(String name, Constant value) {
    String free = name;
    for (int i = 2; constants.containsKey(free) || prescribed.containsKey(free); i++) {
      free = name + i;
    }
    constants.put(free, value);
    multiple.put(free, BatchOpening.tensor(value));
    return free;
  }

  /** The place of the batch after a reshape. */
  BatchAxis place(Node node, BatchAxis before, long[] from, long[] to) {
    List<BatchAxis> places = before.reshaped(from, to, batch());
    if (places.isEmpty()) {
      throw new Failure(node, "a reshape takes the batch apart");
    }
    String kind = before + Arrays.toString(from) + Arrays.toString(to);
    return places.size() == 1 ? places.get(0) : choices.choose(kind, places);
  }
}
