package io.separatrix.network.rewrite;

import io.separatrix.network.Constant;
import io.separatrix.network.ElementType;
import io.separatrix.network.Node;
import io.separatrix.network.OperatorGraph;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;

/**
 * Opens a fixed batch size. Operators do not care about the number of images except where a
 * constant shape spells it out. A Reshape of image data to {@code [batch, ...]} becomes one that
 * copies the batch from its input; a Resize to such a shape becomes one of the other axes.
 */
public final class FixedBatch {

  private FixedBatch() {}

  /** The graph for any batch size instead of the given one. */
  public static OperatorGraph open(OperatorGraph graph, long batch) {
    Set<String> images = new HashSet<>();
    graph.inputs().forEach(input -> images.add(input.name()));
    Map<String, Constant> constants = new TreeMap<>(graph.constants());
    List<Node> nodes = new ArrayList<>();
    for (Node node : graph.nodes()) {
      boolean depends = node.inputs().stream().anyMatch(images::contains);
      if (depends) {
        images.addAll(node.outputs());
      }
      nodes.add(depends ? open(node, batch, constants) : node);
    }
    return graph.withBody(nodes, constants);
  }

  private static Node open(Node node, long batch, Map<String, Constant> constants) {
    return switch (node.operator()) {
      case "Reshape" -> openReshape(node, batch, constants);
      case "Resize" -> openResize(node, batch, constants);
      default -> node;
    };
  }

  private static Node openResize(Node resize, long batch, Map<String, Constant> constants) {
    Constant sizes = resize.inputs().size() < 4 ? null : constants.get(resize.inputs().get(3));
    if (sizes == null || sizes.type() != ElementType.INT64 || resize.attributes().has("axes")) {
      return resize;
    }
    long[] extents = sizes.toLongs();
    if (extents.length < 2 || extents[0] != batch) {
      return resize;
    }
    String name = resize.outputs().get(0) + "/open_sizes";
    long[] rest = Arrays.copyOfRange(extents, 1, extents.length);
    constants.put(name, Constant.of(rest, rest.length));
    List<String> inputs = new ArrayList<>(resize.inputs());
    inputs.set(1, "");
    inputs.set(3, name);
    long[] axes = LongStream.range(1, extents.length).toArray();
    return new Node(
        resize.operator(),
        resize.name(),
        inputs,
        resize.outputs(),
        resize.attributes().with("axes", axes));
  }

  private static Node openReshape(Node reshape, long batch, Map<String, Constant> constants) {
    Constant shape = reshape.inputs().size() < 2 ? null : constants.get(reshape.inputs().get(1));
    if (shape == null
        || shape.type() != ElementType.INT64
        || shape.elements() < 1
        || reshape.attributes().integer("allowzero", 0) == 1) {
      return reshape;
    }
    long[] extents = shape.toLongs();
    if (extents[0] != batch) {
      return reshape;
    }
    // -1 rather than 0 where it is free: the batch may have been merged with other extents.
    extents[0] = Arrays.stream(extents).anyMatch(extent -> extent == -1) ? 0 : -1;
    String name = reshape.outputs().get(0) + "/open_shape";
    constants.put(name, Constant.of(extents, extents.length));
    return new Node(
        reshape.operator(),
        reshape.name(),
        List.of(reshape.inputs().get(0), name),
        reshape.outputs(),
        reshape.attributes());
  }
}
