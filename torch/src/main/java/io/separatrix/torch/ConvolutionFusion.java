package io.separatrix.torch;

import static java.util.Objects.requireNonNull;

import io.separatrix.network.Attributes;
import io.separatrix.network.Constant;
import io.separatrix.network.Graph;
import io.separatrix.network.Node;
import io.separatrix.torch.operators.PackedConvolution;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Joins each convolution of images with the addition and the ReLU that alone read it into one
 * {@link PackedConvolution}. What is joined runs in the place of the last of them.
 */
final class ConvolutionFusion {

  private static final String ADD = "Add";
  private static final String RELU = "Relu";
  private static final int AXES = 2;

  /** Pads, strides and dilations beyond this are nothing that a network has. */
  private static final int MOST = 1024;

  private final Graph graph;
  private final Map<String, Constant> constants;
  private final Map<String, List<Node>> readers = new HashMap<>();
  private final List<Node> nodes = new ArrayList<>();

  /** Convolutions that wait for the one node that reads them, by their result. */
  private final Map<String, Node> waiting = new HashMap<>();

  /** Nodes whose weights are to be packed, by the name under which they read them. */
  private final Map<String, Node> packed = new HashMap<>();

  private ConvolutionFusion(Graph graph) {
    this.graph = graph;
    this.constants = new HashMap<>(graph.constants());
    for (Node node : graph.nodes()) {
      Set<String> names = new HashSet<>(node.inputs());
      names.forEach(name -> readers.computeIfAbsent(name, of -> new ArrayList<>()).add(node));
    }
  }

  /**
   * A graph with packed convolutions.
   *
   * @param graph in whose constants a packed convolution's weights are those of the file
   * @param packed the nodes that they are to be packed for, by their name
   */
  record Fused(Graph graph, Map<String, Node> packed) {}

  static Fused apply(Graph graph) {
    ConvolutionFusion fusion = new ConvolutionFusion(graph);
    graph.nodes().forEach(fusion::take);
    return new Fused(graph.withBody(fusion.nodes, fusion.constants), fusion.packed);
  }

  private void take(Node node) {
    if (node.operator().equals("Conv") && fusible(node)) {
      hold(pack(node));
    } else if (node.operator().equals(RELU) && reads(node, 1)) {
      Node before = requireNonNull(waiting.remove(node.inputs().get(0)));
      nodes.add(
          with(
              before, before.inputs(), node, before.attributes().with(PackedConvolution.RELU, 1L)));
    } else if (node.operator().equals(ADD) && reads(node, 2)) {
      add(node);
    } else {
      nodes.add(node);
    }
  }

  /** Whether a node of so many inputs reads a convolution that waits for it. */
  private boolean reads(Node node, int inputs) {
    return node.inputs().size() == inputs
        && node.outputs().size() == 1
        && node.inputs().stream().anyMatch(waiting::containsKey);
  }

  /** Joins an addition with a convolution that waits for it; a second one is computed before. */
  private void add(Node add) {
    String first = add.inputs().get(0);
    String second = add.inputs().get(1);
    boolean swap = !waiting.containsKey(first);
    Node conv = requireNonNull(waiting.remove(swap ? second : first));
    String other = swap ? first : second;
    Node earlier = waiting.remove(other);
    if (earlier != null) {
      nodes.add(earlier);
    }
    List<String> inputs = new ArrayList<>(conv.inputs().subList(0, 2));
    inputs.add(conv.inputs().size() > 2 ? conv.inputs().get(2) : "");
    inputs.add(other);
    hold(with(conv, inputs, add, conv.attributes()));
  }

  /** Keeps a node back if the one that reads it may be joined with it. */
  private void hold(Node node) {
    String result = node.outputs().get(0);
    List<Node> by = readers.getOrDefault(result, List.of());
    boolean addsAlready = node.inputs().size() > 3;
    if (by.size() == 1
        && !result.equals(graph.output())
        && by.get(0).outputs().size() == 1
        && (isRelu(by.get(0)) || (!addsAlready && addsValues(by.get(0))))) {
      waiting.put(result, node);
    } else {
      nodes.add(node);
    }
  }

  private static boolean isRelu(Node node) {
    return node.operator().equals(RELU) && node.inputs().size() == 1;
  }

  private boolean addsValues(Node add) {
    return add.operator().equals(ADD)
        && add.inputs().size() == 2
        && !add.inputs().get(0).equals(add.inputs().get(1))
        && add.inputs().stream().noneMatch(constants::containsKey);
  }

  private Node pack(Node conv) {
    String weight = conv.inputs().get(1) + " packed for " + conv.outputs().get(0);
    constants.put(weight, constants.get(conv.inputs().get(1)));
    packed.put(weight, conv);
    List<String> inputs = new ArrayList<>(conv.inputs());
    inputs.set(1, weight);
    return with(conv, inputs, conv, conv.attributes());
  }

  private static Node with(Node conv, List<String> inputs, Node last, Attributes attributes) {
    return new Node(PackedConvolution.NAME, conv.name(), inputs, last.outputs(), attributes);
  }

  /**
   * Over two axes, with weights and bias of the file and pads alike in front and behind. oneDNN
   * divides by what it is given to pack, unchecked.
   */
  private boolean fusible(Node conv) {
    List<String> inputs = conv.inputs();
    Constant weight = inputs.size() > 1 ? constants.get(inputs.get(1)) : null;
    long[] pads = conv.attributes().integers("pads", new long[2 * AXES]);
    long groups = conv.attributes().integer("group", 1);
    return weight != null
        && conv.outputs().size() == 1
        && weight.shape().length == 2 + AXES
        && Arrays.stream(weight.shape()).allMatch(extent -> extent >= 1)
        && groups >= 1
        && weight.shape()[0] % groups == 0
        && steps(conv, "strides")
        && steps(conv, "dilations")
        && (inputs.size() < 3 || inputs.get(2).isEmpty() || constants.containsKey(inputs.get(2)))
        && conv.attributes().text("auto_pad", "NOTSET").equals("NOTSET")
        && pads.length == 2 * AXES
        && Arrays.stream(pads).allMatch(pad -> pad >= 0 && pad <= MOST)
        && Arrays.equals(pads, 0, AXES, pads, AXES, 2 * AXES);
  }

  private static boolean steps(Node conv, String name) {
    long[] steps = conv.attributes().integers(name, new long[] {1, 1});
    return steps.length == AXES && Arrays.stream(steps).allMatch(s -> s >= 1 && s <= MOST);
  }
}
