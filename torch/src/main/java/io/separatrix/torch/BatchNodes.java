package io.separatrix.torch;

import io.separatrix.network.Attributes;
import io.separatrix.network.Constant;
import io.separatrix.network.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * What one node becomes when the batch is opened: nodes that shape, cut and pick values have the
 * batch's extent in their constants. Others see {@link BatchOperands}.
 */
final class BatchNodes {

  private final BatchRewriting values;
  private final Node node;
  private final List<Node> nodes = new ArrayList<>();
  private @Nullable BatchAxis reshaped;

  BatchNodes(BatchRewriting values, Node node) {
    this.values = values;
    this.node = node;
    rewrite();
  }

  /** The nodes that take its place; the last ones write its outputs. */
  List<Node> nodes() {
    return nodes;
  }

  /** Where the node takes the batch; null where that is to be seen from its result. */
  @Nullable BatchAxis reshaped() {
    return reshaped;
  }

  private void rewrite() {
    switch (node.operator()) {
      case "Reshape" -> reshape();
      case "Expand" -> expand();
      case "Resize" -> resize();
      case "Slice" -> slice();
      case "Gather" -> gather();
      case "Squeeze" -> squeeze();
      default -> nodes.addAll(new BatchOperands(values, node).nodes());
    }
  }

  private String output() {
    return node.outputs().get(0);
  }

  private String name(String suffix) {
    return output() + "/" + suffix;
  }

  private Node with(List<String> inputs, Attributes attributes) {
    return new Node(node.operator(), node.name(), inputs, node.outputs(), attributes);
  }

  private List<String> replaced(int index, String value) {
    List<String> inputs = new ArrayList<>(node.inputs());
    inputs.set(index, value);
    return inputs;
  }

  private String longs(String suffix, long... extents) {
    return values.add(name(suffix), Constant.of(extents, extents.length));
  }

  private @Nullable BatchAxis place() {
    String x = node.inputs().get(0);
    BatchAxis before = values.axis(x);
    return before == null
        ? null
        : values.place(node, before, values.shape(x), values.shape(output()));
  }

  /** Images have one size, so a shape that is computed from theirs is as good as a constant. */
  private void reshape() {
    BatchAxis place = place();
    if (place == null) {
      nodes.add(node);
      return;
    }
    reshaped = place;
    String target = longs("open_shape", place.open(values.shape(output())));
    nodes.add(
        new Node(
            "Reshape",
            node.name(),
            List.of(node.inputs().get(0), target),
            node.outputs(),
            Attributes.NONE));
  }

  /** An extent of 1 in the target leaves that of the value. */
  private void expand() {
    BatchAxis axis = values.axis(node.inputs().get(0));
    Constant target = values.constant(node.inputs().get(1));
    if (axis == null || target == null) {
      nodes.add(node);
      return;
    }
    long[] extents = target.toLongs();
    int rank = values.shape(node.inputs().get(0)).length;
    int at = axis.axis() + extents.length - rank;
    if (at >= 0) {
      extents[at] = 1;
    }
    nodes.add(with(replaced(1, longs("open_shape", extents)), node.attributes()));
  }

  private void resize() {
    BatchAxis axis = values.axis(node.inputs().get(0));
    Constant sizes = node.inputs().size() < 4 ? null : values.constant(node.inputs().get(3));
    if (axis == null || sizes == null || node.attributes().has("axes")) {
      nodes.add(node);
      return;
    }
    long[] extents = sizes.toLongs();
    int[] others = IntStream.range(0, extents.length).filter(i -> i != axis.axis()).toArray();
    long[] rest = Arrays.stream(others).mapToLong(i -> extents[i]).toArray();
    List<String> inputs = replaced(3, longs("open_sizes", rest));
    inputs.set(1, "");
    nodes.add(
        with(
            inputs,
            node.attributes().with("axes", Arrays.stream(others).asLongStream().toArray())));
  }

  /** A slice that takes the whole batch takes it still; its end is spelled out. */
  private void slice() {
    BatchAxis axis = values.axis(node.inputs().get(0));
    Constant starts = node.inputs().size() < 3 ? null : values.constant(node.inputs().get(1));
    Constant ends = node.inputs().size() < 3 ? null : values.constant(node.inputs().get(2));
    if (axis == null || starts == null || ends == null) {
      nodes.add(node);
      return;
    }
    long[] axes = LongStream.range(0, ends.elements()).toArray();
    if (node.inputs().size() > 3 && !node.inputs().get(3).isEmpty()) {
      Constant given = values.constant(node.inputs().get(3));
      axes = given == null ? axes : given.toLongs();
    }
    long[] shape = values.shape(node.inputs().get(0));
    long[] open = ends.toLongs();
    for (int i = 0; i < axes.length; i++) {
      boolean batch = Math.floorMod(axes[i], shape.length) == axis.axis();
      if (batch && starts.toLongs()[i] == 0 && open[i] >= shape[axis.axis()]) {
        open[i] = Long.MAX_VALUE;
      }
    }
    nodes.add(with(replaced(2, longs("open_ends", open)), node.attributes()));
  }

  /**
   * Elements picked out of an image that was flattened together with its batch of one, as exporters
   * write strided views: picked out of each image of the batch.
   */
  private void gather() {
    String x = node.inputs().get(0);
    BatchAxis axis = values.axis(x);
    Constant indices = values.constant(node.inputs().get(1));
    long[] shape = values.shape(x);
    long given = node.attributes().integer("axis", 0);
    if (axis == null
        || indices == null
        || indices.shape().length == 0
        || values.batch() != 1
        || axis.outer() != 1
        || Math.floorMod(given, shape.length) != axis.axis()) {
      nodes.add(node);
      return;
    }
    String split = name("images");
    String picked = name("picked");
    long[] apart = inserted(shape, axis.axis(), -1, shape[axis.axis()]);
    nodes.add(reshape(x, longs("images_shape", apart), split));
    nodes.add(
        new Node(
            "Gather",
            node.name(),
            List.of(split, node.inputs().get(1)),
            List.of(picked),
            Attributes.NONE.with("axis", axis.axis() + 1L)));
    reshaped = axis;
    String target = longs("picked_shape", axis.open(values.shape(output())));
    nodes.add(reshape(picked, target, output()));
  }

  static Node reshape(String x, String shape, String output) {
    return new Node("Reshape", output, List.of(x, shape), List.of(output), Attributes.NONE);
  }

  /** Without axes all extents of 1 go, a batch of one image among them. */
  private void squeeze() {
    BatchAxis axis = values.axis(node.inputs().get(0));
    boolean given = node.attributes().has("axes") || node.inputs().size() > 1;
    if (axis == null || given) {
      nodes.add(node);
      return;
    }
    long[] shape = values.shape(node.inputs().get(0));
    long[] axes =
        IntStream.range(0, shape.length)
            .filter(i -> i != axis.axis() && shape[i] == 1)
            .asLongStream()
            .toArray();
    nodes.add(with(List.of(node.inputs().get(0)), Attributes.NONE.with("axes", axes)));
  }

  static long[] inserted(long[] shape, int axis, long first, long second) {
    long[] result = new long[shape.length + 1];
    System.arraycopy(shape, 0, result, 0, axis);
    result[axis] = first;
    result[axis + 1] = second;
    System.arraycopy(shape, axis + 1, result, axis + 2, shape.length - axis - 1);
    return result;
  }
}
