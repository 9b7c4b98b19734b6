package io.separatrix.torch;

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
import io.separatrix.network.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes classifiers as ONNX files, so that tests read what users would bring. */
final class OnnxWriter {

  private OnnxWriter() {}

  /**
   * @param batch batch size to prescribe; 0 for an open one
   */
  static Path write(Graph graph, long batch, Path file) throws IOException {
    GraphProto.Builder proto = GraphProto.newBuilder().setName("graph");
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    shape.addDim(
        batch == 0
            ? Dimension.newBuilder().setDimParam("N")
            : Dimension.newBuilder().setDimValue(batch));
    graph.inputShape().forEach(e -> shape.addDim(Dimension.newBuilder().setDimValue(e)));
    proto.addInput(value(graph.input()).setType(tensor().setTensorType(floats().setShape(shape))));
    proto.addOutput(value(graph.output()).setType(tensor().setTensorType(floats())));
    graph.nodes().forEach(node -> proto.addNode(node(node)));
    graph.constants().forEach((name, value) -> proto.addInitializer(initializer(name, value)));
    ModelProto model =
        ModelProto.newBuilder()
            .setIrVersion(8)
            .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(graph.opset()))
            .addOpsetImport(
                OperatorSetIdProto.newBuilder().setDomain("com.microsoft").setVersion(1))
            .setGraph(proto)
            .build();
    return Files.write(file, model.toByteArray());
  }

  private static ValueInfoProto.Builder value(String name) {
    return ValueInfoProto.newBuilder().setName(name);
  }

  private static TypeProto.Builder tensor() {
    return TypeProto.newBuilder();
  }

  private static TypeProto.Tensor.Builder floats() {
    return TypeProto.Tensor.newBuilder().setElemType(TensorProto.DataType.FLOAT_VALUE);
  }

  private static NodeProto node(Node node) {
    int domain = node.operator().indexOf(':');
    NodeProto.Builder proto =
        NodeProto.newBuilder()
            .setOpType(node.operator().substring(domain + 1))
            .setDomain(node.operator().substring(0, Math.max(0, domain)))
            .setName(node.name())
            .addAllInput(node.inputs())
            .addAllOutput(node.outputs());
    node.attributes().values().forEach((name, value) -> proto.addAttribute(attribute(name, value)));
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
    } else {
      throw new IllegalArgumentException(name + ": " + value);
    }
    return proto.build();
  }

  private static TensorProto initializer(String name, Constant value) {
    TensorProto.Builder proto =
        TensorProto.newBuilder()
            .setName(name)
            .setDataType(
                switch (value.type()) {
                  case INT64 -> TensorProto.DataType.INT64_VALUE;
                  case INT32 -> TensorProto.DataType.INT32_VALUE;
                  case INT8 -> TensorProto.DataType.INT8_VALUE;
                  case UINT8 -> TensorProto.DataType.UINT8_VALUE;
                  case BOOL -> TensorProto.DataType.BOOL_VALUE;
                  default -> TensorProto.DataType.FLOAT_VALUE;
                })
            .setRawData(ByteString.copyFrom(value.data().duplicate()));
    for (long extent : value.shape()) {
      proto.addDims(extent);
    }
    return proto.build();
  }
}
