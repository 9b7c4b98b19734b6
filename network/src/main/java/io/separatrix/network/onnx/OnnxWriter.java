package io.separatrix.network.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import io.separatrix.network.Constant;
import io.separatrix.network.Graph;
import io.separatrix.network.ModelFormatException;
import io.separatrix.network.Node;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Writes classifiers as ONNX files: images N x C x H x W in, logits N x L out, weights as they are
 * held, to the bit, without those that no operator reads. The same graph gives the same bytes on
 * every machine.
 */
public final class OnnxWriter {

  /** A protocol buffer ends at 2 GiB, and some of it is not weights. */
  private static final long MOST_WEIGHT_BYTES = (2L << 30) - (64 << 20);

  private OnnxWriter() {}

  /**
   * A file's contents.
   *
   * @throws ModelFormatException if its weights need more than one file may hold
   */
  public static byte[] bytes(Graph graph) {
    long bytes = graph.constants().values().stream().mapToLong(c -> c.data().limit()).sum();
    if (bytes > MOST_WEIGHT_BYTES) {
      throw new ModelFormatException(
          "expected weights of at most "
              + MOST_WEIGHT_BYTES
              + " bytes, which one ONNX file holds, found "
              + bytes);
    }
    return model(graph).toByteArray();
  }

  private static ModelProto model(Graph graph) {
    TensorShapeProto.Builder images = TensorShapeProto.newBuilder().addDim(batch(graph));
    graph.inputShape().forEach(e -> images.addDim(Dimension.newBuilder().setDimValue(e)));
    TensorShapeProto.Builder logits =
        TensorShapeProto.newBuilder()
            .addDim(batch(graph))
            .addDim(Dimension.newBuilder().setDimParam("L"));
    GraphProto.Builder proto =
        GraphProto.newBuilder()
            .setName("classifier")
            .addInput(floats(graph.input(), images))
            .addOutput(floats(graph.output(), logits));
    graph.nodes().forEach(node -> proto.addNode(node(node)));
    TreeMap<String, Constant> read = new TreeMap<>(graph.constants());
    read.keySet().retainAll(names(graph));
    read.forEach((name, value) -> proto.addInitializer(tensor(value).setName(name)));
    ModelProto.Builder model =
        ModelProto.newBuilder()
            .setIrVersion(irVersion(graph.opset()))
            .setProducerName("Separatrix")
            .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(graph.opset()))
            .setGraph(proto);
    TreeSet<String> domains = new TreeSet<>();
    proto.getNodeList().forEach(node -> domains.add(node.getDomain()));
    domains.remove("");
    for (String domain : domains) {
      model.addOpsetImport(OperatorSetIdProto.newBuilder().setDomain(domain).setVersion(1));
    }
    return model.build();
  }

  /** Values that somebody reads. */
  private static Set<String> names(Graph graph) {
    return graph.nodes().stream()
        .flatMap(node -> node.inputs().stream())
        .collect(Collectors.toSet());
  }

  /** The version of the format that came with an operator set. */
  private static long irVersion(int opset) {
    if (opset <= 20) {
      return 8;
    }
    return opset <= 22 ? 10 : 11;
  }

  private static Dimension.Builder batch(Graph graph) {
    return graph.batch() == Graph.ANY_BATCH
        ? Dimension.newBuilder().setDimParam("N")
        : Dimension.newBuilder().setDimValue(graph.batch());
  }

  private static ValueInfoProto floats(String name, TensorShapeProto.Builder shape) {
    TypeProto.Tensor.Builder type =
        TypeProto.Tensor.newBuilder().setElemType(TensorProto.DataType.FLOAT_VALUE).setShape(shape);
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(type))
        .build();
  }

  /** Operators of other domains are named {@code domain:operator}. */
  private static NodeProto node(Node node) {
    int domain = node.operator().indexOf(':');
    NodeProto.Builder proto =
        NodeProto.newBuilder()
            .setOpType(node.operator().substring(domain + 1))
            .setDomain(node.operator().substring(0, Math.max(0, domain)))
            .setName(node.name())
            .addAllInput(node.inputs())
            .addAllOutput(node.outputs());
    new TreeMap<>(node.attributes().values())
        .forEach((name, value) -> proto.addAttribute(attribute(name, value)));
    return proto.build();
  }

  private static AttributeProto attribute(String name, Object value) {
    AttributeProto.Builder proto = AttributeProto.newBuilder().setName(name);
    if (value instanceof Long integer) {
      proto.setType(AttributeType.INT).setI(integer);
    } else if (value instanceof Float number) {
      proto.setType(AttributeType.FLOAT).setF(number);
    } else if (value instanceof String text) {
      proto.setType(AttributeType.STRING).setS(ByteString.copyFromUtf8(text));
    } else if (value instanceof long[] integers) {
      proto.setType(AttributeType.INTS);
      for (long integer : integers) {
        proto.addInts(integer);
      }
    } else if (value instanceof float[] numbers) {
      proto.setType(AttributeType.FLOATS);
      for (float number : numbers) {
        proto.addFloats(number);
      }
    } else if (value instanceof List<?> texts) {
      proto.setType(AttributeType.STRINGS);
      texts.forEach(text -> proto.addStrings(ByteString.copyFromUtf8((String) text)));
    } else if (value instanceof Constant constant) {
      proto.setType(AttributeType.TENSOR).setT(tensor(constant));
    } else {
      throw new IllegalArgumentException(
          "attribute '" + name + "': expected a type of ONNX, found " + value.getClass());
    }
    return proto.build();
  }

  private static TensorProto.Builder tensor(Constant value) {
    TensorProto.Builder proto =
        TensorProto.newBuilder()
            .setDataType(ElementTypes.number(value.type()))
            .setRawData(ByteString.copyFrom(value.data().duplicate()));
    for (long extent : value.shape()) {
      proto.addDims(extent);
    }
    return proto;
  }
}
