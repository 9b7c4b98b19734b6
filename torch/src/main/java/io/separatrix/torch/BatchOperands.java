package io.separatrix.torch;

import static java.util.Objects.requireNonNull;

import io.separatrix.network.Attributes;
import io.separatrix.network.Constant;
import io.separatrix.network.ElementType;
import io.separatrix.network.Node;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * What a node with several operands becomes when the batch is opened: constants that were stretched
 * over the batch shrink to what one image has. Nodes without such a constant stay as they are.
 */
final class BatchOperands {

  private static final Set<String> BROADCASTING =
      Set.of(
          "Add",
          "Sub",
          "Mul",
          "Div",
          "Pow",
          "Max",
          "Min",
          "Sum",
          "Mean",
          "Where",
          "PRelu",
          "MatMul",
          "And",
          "Or",
          "Equal",
          "Greater",
          "Less",
          "GreaterOrEqual",
          "LessOrEqual");

  /** Operators whose operands must have the batch themselves: they do not broadcast. */
  private static final Set<String> EQUAL_BATCH =
      Set.of("Concat", "GridSample", "GatherElements", "ScatterElements", "ScatterND");

  private final BatchRewriting values;
  private final Node node;
  private final List<Node> nodes = new ArrayList<>();

  BatchOperands(BatchRewriting values, Node node) {
    this.values = values;
    this.node = node;
    if (BROADCASTING.contains(node.operator())) {
      broadcast();
    } else if (EQUAL_BATCH.contains(node.operator())) {
      equalBatch();
    } else {
      nodes.add(node);
    }
  }

  /** The nodes that take its place; the last one writes its output. */
  List<Node> nodes() {
    return nodes;
  }

  private String output() {
    return node.outputs().get(0);
  }

  private String name(String suffix) {
    return output() + "/" + suffix;
  }

  private Node with(List<String> inputs) {
    return new Node(node.operator(), node.name(), inputs, node.outputs(), node.attributes());
  }

  private String longs(String suffix, long... extents) {
    return values.add(name(suffix), Constant.of(extents, extents.length));
  }

  /** Constants that were stretched over the batch shrink to one image and are broadcast. */
  private void broadcast() {
    int rank = values.shape(output()).length;
    BatchAxis axis = null;
    for (String input : node.inputs()) {
      BatchAxis own = values.axis(input);
      if (own != null) {
        axis = new BatchAxis(own.axis() + rank - values.shape(input).length, own.outer());
      }
    }
    boolean product = node.operator().equals("MatMul");
    if (axis == null || (product && axis.axis() >= rank - 2)) {
      // The last two axes of a product are those of matrices.
      nodes.add(node);
      return;
    }
    List<String> inputs = new ArrayList<>(node.inputs());
    for (int i = 0; i < inputs.size(); i++) {
      Constant constant = values.constant(inputs.get(i));
      long at = constant == null ? -1 : axis.axis() - rank + constant.shape().length;
      if (constant == null || at < 0 || constant.shape()[(int) at] == 1) {
        continue;
      }
      long inner = axis.inner(values.shape(output()), values.batch());
      if (axis.outer() == 1 && inner > 1 && inputs.size() == 2) {
        unfolded(i, (int) at, inner, constant, rank - constant.shape().length);
        return;
      }
      inputs.set(i, values.add(name("one_image"), oneImage(constant, (int) at)));
    }
    nodes.add(with(inputs));
  }

  /** An axis of B * inner meets a constant of as many: apart, the constant has inner only. */
  private void unfolded(int index, int at, long inner, Constant constant, int missing) {
    String x = node.inputs().get(1 - index);
    long[] shape = values.shape(x);
    int axis = at + missing - (values.shape(output()).length - shape.length);
    long[] apart = BatchNodes.inserted(shape, axis, -1, inner);
    long[] small = constant.shape().clone();
    small[at] = inner;
    Constant one = first(constant, at, small);
    String split = name("apart");
    String joined = name("together");
    nodes.add(BatchNodes.reshape(x, longs("apart_shape", apart), split));
    String other = values.add(name("one_image"), one);
    List<String> operands = index == 0 ? List.of(other, split) : List.of(split, other);
    nodes.add(new Node(node.operator(), node.name(), operands, List.of(joined), node.attributes()));
    BatchAxis out = new BatchAxis(axis + values.shape(output()).length - shape.length, 1);
    String target = longs("together_shape", out.open(values.shape(output())));
    nodes.add(BatchNodes.reshape(joined, target, output()));
  }

  /** Constants that are joined to image data are repeated for each image. */
  private void equalBatch() {
    BatchAxis axis = null;
    long extent = 0;
    for (String input : node.inputs()) {
      BatchAxis own = values.axis(input);
      if (own != null && axis == null) {
        axis = own;
        extent = values.shape(input)[own.axis()];
      }
    }
    List<String> inputs = new ArrayList<>(node.inputs());
    for (int i = 0; axis != null && i < inputs.size(); i++) {
      Constant constant = values.constant(inputs.get(i));
      if (constant == null
          || constant.shape().length <= axis.axis()
          || constant.shape()[axis.axis()] != extent) {
        continue;
      }
      if (extent != values.batch()) {
        throw new BatchRewriting.Failure(node, "a constant is joined to more than the batch");
      }
      inputs.set(i, repeated(oneImage(constant, axis.axis()), axis.axis(), i));
    }
    nodes.add(with(inputs));
  }

  private String repeated(Constant one, int axis, int index) {
    String like = node.inputs().stream().filter(in -> values.axis(in) != null).findFirst().get();
    String shape = name("batch" + index);
    nodes.add(
        new Node(
            "Shape",
            "",
            List.of(like),
            List.of(shape),
            Attributes.NONE.with("start", (long) axis).with("end", axis + 1L)));
    long[] ones = new long[one.shape().length];
    Arrays.fill(ones, 1);
    List<String> parts = new ArrayList<>();
    if (axis > 0) {
      parts.add(longs("before" + index, Arrays.copyOf(ones, axis)));
    }
    parts.add(shape);
    if (axis + 1 < ones.length) {
      parts.add(longs("behind" + index, Arrays.copyOf(ones, ones.length - axis - 1)));
    }
    String target = name("target" + index);
    nodes.add(new Node("Concat", "", parts, List.of(target), Attributes.NONE.with("axis", 0L)));
    String repeated = name("repeated" + index);
    nodes.add(
        new Node(
            "Expand",
            "",
            List.of(values.add(name("one_image"), one), target),
            List.of(repeated),
            Attributes.NONE));
    return repeated;
  }

  /** The part of a constant that belongs to one image, where all images have the same. */
  private Constant oneImage(Constant constant, int axis) {
    long[] shape = constant.shape().clone();
    if (shape[axis] != values.batch()) {
      throw new BatchRewriting.Failure(node, "a constant does not fit the batch");
    }
    shape[axis] = 1;
    return first(constant, axis, shape);
  }

  /** The first part along an axis; all further parts must be equal to it. */
  private Constant first(Constant constant, int axis, long[] partShape) {
    ElementType type = constant.type();
    long[] shape = constant.shape();
    if (shape[axis] % partShape[axis] != 0) {
      throw new BatchRewriting.Failure(node, "a constant does not fit the batch");
    }
    int rows = (int) BatchAxis.product(shape, 0, axis);
    int bytes = (int) BatchAxis.product(partShape, axis, partShape.length) * type.bytes();
    int parts = (int) (shape[axis] / partShape[axis]);
    ByteBuffer all = constant.data();
    ByteBuffer part = ByteBuffer.allocateDirect(rows * bytes);
    for (int row = 0; row < rows; row++) {
      ByteBuffer one = all.slice(row * parts * bytes, bytes);
      for (int i = 1; i < parts; i++) {
        if (!one.equals(all.slice((row * parts + i) * bytes, bytes))) {
          throw new BatchRewriting.Failure(
              node, "a constant is not the same for all images of the batch");
        }
      }
      part.put(one.duplicate());
    }
    return new Constant(type, partShape, requireNonNull(part.flip()));
  }
}
