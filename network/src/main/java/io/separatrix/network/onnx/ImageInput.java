package io.separatrix.network.onnx;

import io.separatrix.network.Attributes;
import io.separatrix.network.Constant;
import io.separatrix.network.ElementType;
import io.separatrix.network.ModelFormatException;
import io.separatrix.network.ModelRemedy;
import io.separatrix.network.Node;
import io.separatrix.network.OperatorGraph;
import io.separatrix.network.ValueInfo;
import io.separatrix.network.onnx.OnnxOptions.Layout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The images that a graph takes, as N x C x H x W. Where the model orders its axes otherwise, a
 * first node does so.
 *
 * @param graph whose input is N x C x H x W
 * @param shape channels, height, width
 * @param batch images that the model prescribes, or {@link ValueInfo#UNKNOWN}
 * @param notes what was decided
 */
record ImageInput(OperatorGraph graph, List<Integer> shape, long batch, List<String> notes) {

  private static final int LARGEST = 1 << 16;

  static ImageInput of(OperatorGraph all, OnnxOptions options) {
    ValueInfo input = images(all);
    OperatorGraph graph =
        new OperatorGraph(all.opset(), List.of(input), all.outputs(), all.nodes(), all.constants());
    List<Long> declared = input.shape();
    List<Integer> asked = options.inputShape();
    List<String> notes = new ArrayList<>();
    if (input.type() == ElementType.UINT8) {
      notes.add("takes 8-bit pixels 0..255; they are studied as real numbers, without rounding");
    }
    if (declared == null) {
      return new ImageInput(graph, require(asked, input), ValueInfo.UNKNOWN, notes);
    }
    long batch = declared.isEmpty() ? ValueInfo.UNKNOWN : declared.get(0);
    if (declared.size() == 4) {
      boolean last = channelsLast(graph, input.name(), declared, options);
      List<Integer> shape =
          asked != null ? checked(asked, declared, last, input) : shape(input, last);
      if (last) {
        notes.add("takes N x H x W x C; images are turned from N x C x H x W by a first node");
      }
      return last
          ? new ImageInput(transposed(graph, input), shape, batch, notes)
          : new ImageInput(graph, shape, batch, notes);
    }
    if (declared.size() == 2 || declared.size() == 3) {
      List<Integer> shape = asked != null ? asked : flatShape(input, declared, notes);
      long elements = shape.stream().mapToLong(Integer::longValue).reduce(1, (a, b) -> a * b);
      long[] target = new long[declared.size()];
      target[0] = -1;
      long own = 1;
      for (int i = 1; i < target.length; i++) {
        target[i] = declared.get(i);
        if (target[i] == ValueInfo.UNKNOWN) {
          target[i] = declared.size() == 2 ? elements : shape.get(i);
        }
        own *= target[i];
      }
      if (own != elements) {
        throw new ModelFormatException(
            "input '"
                + input.name()
                + "' "
                + input.describeShape()
                + ": expected images of "
                + own
                + " numbers, found "
                + shape,
            ModelRemedy.INPUT_SHAPE);
      }
      return new ImageInput(reshaped(graph, input, target), shape, batch, notes);
    }
    throw new ModelFormatException(
        "input '"
            + input.name()
            + "': expected images N x C x H x W, N x H x W x C, N x H x W or N x D, found a shape "
            + input.describeShape());
  }

  private static ValueInfo images(OperatorGraph graph) {
    if (graph.inputs().isEmpty()) {
      throw new ModelFormatException("expected an input, a batch of images, found none");
    }
    List<ValueInfo> used =
        graph.inputs().stream()
            .filter(
                in -> graph.nodes().stream().anyMatch(node -> node.inputs().contains(in.name())))
            .toList();
    List<ValueInfo> inputs = used.isEmpty() ? graph.inputs() : used;
    if (inputs.size() != 1) {
      throw new ModelFormatException(
          "expected one input, a batch of images, found "
              + inputs.stream().map(value -> value.name() + " " + value.describeShape()).toList()
              + "; export the model with constants in the place of the others");
    }
    ValueInfo input = inputs.get(0);
    ElementType type = input.type();
    if (type != ElementType.FLOAT32
        && type != ElementType.FLOAT64
        && type != ElementType.FLOAT16
        && type != ElementType.BFLOAT16
        && type != ElementType.UINT8) {
      throw new ModelFormatException(
          "input '"
              + input.name()
              + "': expected floating-point numbers or uint8 pixels, found "
              + (type == null ? "another type" : type));
    }
    return input;
  }

  /** Whether channels come last: from the option, the first operator, or the extents. */
  private static boolean channelsLast(
      OperatorGraph graph, String input, List<Long> declared, OnnxOptions options) {
    if (options.layout() != Layout.AUTO) {
      return options.layout() == Layout.NHWC;
    }
    boolean first = channels(declared.get(1));
    boolean last = channels(declared.get(3));
    if (first != last) {
      return last;
    }
    String value = input;
    for (Node node : graph.nodes()) {
      if (node.inputs().contains(value)) {
        long[] order = node.attributes().integers("perm");
        if (node.operator().equals("Transpose") && order.length == 4) {
          return order[1] == 3;
        }
        if (!List.of("Cast", "Sub", "Mul", "Div", "Add").contains(node.operator())) {
          break;
        }
        value = node.outputs().get(0);
      }
    }
    return false;
  }

  private static boolean channels(long extent) {
    return extent == 1 || extent == 3;
  }

  private static List<Integer> shape(ValueInfo input, boolean channelsLast) {
    List<Long> declared = List.copyOf(input.shape() == null ? List.of() : input.shape());
    List<Integer> shape = new ArrayList<>();
    for (int axis : channelsLast ? new int[] {3, 1, 2} : new int[] {1, 2, 3}) {
      long extent = declared.get(axis);
      if (extent < 1 || extent > LARGEST) {
        throw new ModelFormatException(
            "input '"
                + input.name()
                + "': expected fixed channels, height and width, found "
                + input.describeShape(),
            ModelRemedy.INPUT_SHAPE);
      }
      shape.add((int) extent);
    }
    return shape;
  }

  private static List<Integer> checked(
      List<Integer> asked, List<Long> declared, boolean channelsLast, ValueInfo input) {
    int[] axes = channelsLast ? new int[] {3, 1, 2} : new int[] {1, 2, 3};
    for (int i = 0; i < axes.length; i++) {
      long extent = declared.get(axes[i]);
      if (extent != ValueInfo.UNKNOWN && extent != asked.get(i)) {
        throw new ModelFormatException(
            "input '"
                + input.name()
                + "' "
                + input.describeShape()
                + ": expected images of a shape C,H,W that fits, found "
                + asked,
            ModelRemedy.INPUT_SHAPE);
      }
    }
    return asked;
  }

  private static List<Integer> require(@Nullable List<Integer> asked, ValueInfo input) {
    if (asked == null) {
      throw new ModelFormatException(
          "input '"
              + input.name()
              + "': expected images N x C x H x W, found a shape "
              + input.describeShape(),
          ModelRemedy.INPUT_SHAPE);
    }
    return asked;
  }

  /** Rows of D numbers are square images where they can be: 784 is 1 x 28 x 28. */
  private static List<Integer> flatShape(ValueInfo input, List<Long> declared, List<String> notes) {
    for (long extent : declared.subList(1, declared.size())) {
      if (extent < 1 || extent > 1L << 26) {
        return require(null, input);
      }
    }
    List<Integer> shape;
    if (declared.size() == 3) {
      shape = List.of(1, declared.get(1).intValue(), declared.get(2).intValue());
    } else {
      int d = declared.get(1).intValue();
      int grey = (int) Math.round(Math.sqrt(d));
      int colour = (int) Math.round(Math.sqrt(d / 3.0));
      shape =
          grey * grey == d
              ? List.of(1, grey, grey)
              : 3 * colour * colour == d ? List.of(3, colour, colour) : List.of(1, 1, d);
    }
    notes.add(
        "takes "
            + input.describeShape()
            + "; images of "
            + shape.get(0)
            + " x "
            + shape.get(1)
            + " x "
            + shape.get(2)
            + " are laid out so");
    return shape;
  }

  private static OperatorGraph transposed(OperatorGraph graph, ValueInfo input) {
    Attributes order = Attributes.NONE.with("perm", new long[] {0, 2, 3, 1});
    return before(graph, input, "Transpose", List.of(pixels(input)), order, Map.of());
  }

  private static OperatorGraph reshaped(OperatorGraph graph, ValueInfo input, long[] target) {
    String shape = input.name() + "/shape";
    return before(
        graph,
        input,
        "Reshape",
        List.of(pixels(input), shape),
        Attributes.NONE,
        Map.of(shape, Constant.of(target, target.length)));
  }

  private static String pixels(ValueInfo input) {
    return input.name() + "/pixels";
  }

  private static OperatorGraph before(
      OperatorGraph graph,
      ValueInfo input,
      String operator,
      List<String> read,
      Attributes attributes,
      Map<String, Constant> added) {
    List<Node> nodes = new ArrayList<>();
    nodes.add(new Node(operator, pixels(input), read, List.of(input.name()), attributes));
    nodes.addAll(graph.nodes());
    Map<String, Constant> constants = new HashMap<>(graph.constants());
    constants.putAll(added);
    return new OperatorGraph(
        graph.opset(),
        List.of(new ValueInfo(pixels(input), input.type(), null)),
        graph.outputs(),
        nodes,
        constants);
  }
}
