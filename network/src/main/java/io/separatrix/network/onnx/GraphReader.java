package io.separatrix.network.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import io.separatrix.network.Attributes;
import io.separatrix.network.Constant;
import io.separatrix.network.ModelFormatException;
import io.separatrix.network.Node;
import io.separatrix.network.OperatorGraph;
import io.separatrix.network.ValueInfo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Turns an ONNX model into operators; {@code Constant} nodes become constants. */
final class GraphReader {

  /** Oldest default operator set whose operators are known here. */
  static final int OLDEST_OPSET = 1;

  /** Newest default operator set whose operators are known here. */
  static final int NEWEST_OPSET = 26;

  private final TensorReader tensors;
  private final Map<String, Constant> constants = new LinkedHashMap<>();
  private final List<Node> nodes = new ArrayList<>();
  private final Set<String> written = new HashSet<>();

  /** ONNX's numbers of the types of values that are held in another type. */
  private final Map<String, Long> packed = new HashMap<>();

  private final StaticIntegers known = new StaticIntegers(constants);

  GraphReader(TensorReader tensors) {
    this.tensors = tensors;
  }

  OperatorGraph read(ModelProto model) {
    int opset = opset(model);
    GraphProto graph = model.getGraph();
    for (TensorProto tensor : graph.getInitializerList()) {
      write(tensor.getName(), "initializer");
      constants.put(tensor.getName(), tensors.read(tensor));
      pack(tensor.getName(), tensor.getDataType());
    }
    // Before version 4 of the format, initializers were listed among the inputs.
    List<ValueInfo> inputs =
        graph.getInputList().stream()
            .filter(input -> !constants.containsKey(input.getName()))
            .map(GraphReader::valueInfo)
            .toList();
    inputs.forEach(input -> write(input.name(), "input"));
    graph
        .getInputList()
        .forEach(input -> pack(input.getName(), input.getType().getTensorType().getElemType()));
    declare(graph, inputs);
    Expansion expansion = new Expansion(new FunctionInlining(model, opset));
    NodeOrder.sorted(graph.getNodeList()).forEach(expansion::read);
    List<ValueInfo> outputs = graph.getOutputList().stream().map(GraphReader::valueInfo).toList();
    for (ValueInfo output : outputs) {
      if (!written.contains(output.name())) {
        throw new ModelFormatException("no node writes the output '" + output.name() + "'");
      }
    }
    return new OperatorGraph(opset, inputs, outputs, nodes, constants);
  }

  private void pack(String name, int type) {
    if (ElementTypes.packed(type)) {
      packed.put(name, (long) type);
    }
  }

  /**
   * What the file says of values inside is believed only where the batch is open: elsewhere an
   * extent may be the batch.
   */
  private void declare(GraphProto graph, List<ValueInfo> inputs) {
    boolean open =
        inputs.stream()
            .map(ValueInfo::shape)
            .allMatch(
                shape -> shape == null || shape.isEmpty() || shape.get(0) == ValueInfo.UNKNOWN);
    if (open) {
      graph.getValueInfoList().forEach(value -> known.shapes().declare(valueInfo(value)));
    }
    inputs.forEach(known.shapes()::declare);
  }

  /** Reads nodes with what comes into the place of calls and branches. */
  private final class Expansion {
    private final FunctionInlining functions;
    private final ControlFlow control;

    Expansion(FunctionInlining functions) {
      this.functions = functions;
      this.control = new ControlFlow(known, this::read);
    }

    void read(NodeProto proto) {
      for (NodeProto node : functions.expand(proto)) {
        if (ControlFlow.concerns(node)) {
          control.unfold(node);
        } else {
          GraphReader.this.read(node);
        }
      }
    }
  }

  private static int opset(ModelProto model) {
    long opset = 1;
    for (OperatorSetIdProto set : model.getOpsetImportList()) {
      if (set.getDomain().isEmpty() || set.getDomain().equals("ai.onnx")) {
        opset = set.getVersion();
      }
    }
    if (opset < OLDEST_OPSET || opset > NEWEST_OPSET) {
      throw new ModelFormatException(
          "expected operator set "
              + OLDEST_OPSET
              + " to "
              + NEWEST_OPSET
              + ", found "
              + opset
              + "; export the model again with one of these");
    }
    return (int) opset;
  }

  private void write(String name, String kind) {
    if (name.isEmpty() || !written.add(name)) {
      throw new ModelFormatException(
          "expected each value to be written once, found "
              + kind
              + " '"
              + name
              + (name.isEmpty() ? "' without a name" : "' a second time"));
    }
  }

  private void read(NodeProto proto) {
    String domain = proto.getDomain();
    String operator =
        domain.isEmpty() || domain.equals("ai.onnx")
            ? proto.getOpType()
            : domain + ":" + proto.getOpType();
    String name = nodeName(proto);
    if (operator.startsWith(Node.OWN_DOMAIN)) {
      throw new ModelFormatException(
          "node '" + name + "' has the operator " + operator + ", which no file may have");
    }
    for (String input : proto.getInputList()) {
      if (!input.isEmpty() && !written.contains(input)) {
        throw new ModelFormatException(
            "node '"
                + name
                + "' ("
                + operator
                + ") reads '"
                + input
                + "', which nothing before it writes: the graph is cyclic or"
                + " incomplete");
      }
    }
    List<String> outputs = trimmed(proto.getOutputList());
    outputs.stream().filter(output -> !output.isEmpty()).forEach(output -> write(output, "value"));
    Attributes attributes = attributes(proto);
    Constant value = operator.equals("Constant") ? value(attributes) : null;
    if (value != null && outputs.size() == 1) {
      constants.put(outputs.get(0), value);
    } else {
      List<String> inputs = trimmed(proto.getInputList());
      Node node = new Node(operator, name, inputs, outputs, typed(operator, inputs, attributes));
      known.see(node);
      nodes.add(node);
    }
  }

  /** The type of a zero point is that of the result, so it is kept where it is held in another. */
  private Attributes typed(String operator, List<String> inputs, Attributes attributes) {
    Long number =
        operator.equals("QuantizeLinear") && inputs.size() > 2 ? packed.get(inputs.get(2)) : null;
    return number == null ? attributes : attributes.with("output_dtype", number);
  }

  /** Optional values at the end may be left out or have an empty name; here they are left out. */
  private static List<String> trimmed(List<String> names) {
    int end = names.size();
    while (end > 0 && names.get(end - 1).isEmpty()) {
      end--;
    }
    return names.subList(0, end);
  }

  private static String nodeName(NodeProto proto) {
    return !proto.getName().isEmpty() || proto.getOutputCount() == 0
        ? proto.getName()
        : proto.getOutput(0);
  }

  /** What a Constant node holds; null for kinds that are not numbers. */
  private static @Nullable Constant value(Attributes attributes) {
    if (attributes.has("value")) {
      return attributes.constant("value");
    }
    if (attributes.has("value_float")) {
      return Constant.of(new float[] {(float) attributes.number("value_float", 0)});
    }
    if (attributes.has("value_floats")) {
      double[] wide = attributes.numbers("value_floats");
      float[] values = new float[wide.length];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) wide[i];
      }
      return Constant.of(values, values.length);
    }
    if (attributes.has("value_int")) {
      return Constant.of(new long[] {attributes.integer("value_int", 0)});
    }
    if (attributes.has("value_ints")) {
      long[] values = attributes.integers("value_ints");
      return Constant.of(values, values.length);
    }
    return null;
  }

  private Attributes attributes(NodeProto node) {
    Map<String, Object> values = new TreeMap<>();
    for (AttributeProto attribute : node.getAttributeList()) {
      Object value = value(attribute);
      if (value != null) {
        values.put(attribute.getName(), value);
      }
    }
    return new Attributes(values);
  }

  /** The value; null for subgraphs and types, which only operators have that are not supported. */
  private @Nullable Object value(AttributeProto attribute) {
    return switch (attribute.getType()) {
      case FLOAT -> attribute.getF();
      case INT -> attribute.getI();
      case STRING -> attribute.getS().toStringUtf8();
      case TENSOR ->
          ElementTypes.find(attribute.getT().getDataType()) == null
              ? null
              : tensors.read(attribute.getT());
      case FLOATS -> {
        float[] values = new float[attribute.getFloatsCount()];
        for (int i = 0; i < values.length; i++) {
          values[i] = attribute.getFloats(i);
        }
        yield values;
      }
      case INTS -> attribute.getIntsList().stream().mapToLong(Long::longValue).toArray();
      case STRINGS -> attribute.getStringsList().stream().map(ByteString::toStringUtf8).toList();
      default -> null;
    };
  }

  private static ValueInfo valueInfo(ValueInfoProto proto) {
    TypeProto.Tensor tensor = proto.getType().getTensorType();
    List<Long> shape = null;
    if (tensor.hasShape()) {
      shape = tensor.getShape().getDimList().stream().map(GraphReader::extent).toList();
    }
    return new ValueInfo(proto.getName(), ElementTypes.find(tensor.getElemType()), shape);
  }

  private static long extent(Dimension dimension) {
    return dimension.hasDimValue() ? dimension.getDimValue() : ValueInfo.UNKNOWN;
  }
}
