package io.separatrix.network.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The parts of a well-formed model, for tests that spoil one of them. */
final class SmallModel {

  private SmallModel() {}

  /** Images 1 x 2 x 2, flattened, times a 4 x 3 matrix. */
  static GraphProto.Builder graph() {
    TensorProto.Builder weight =
        TensorProto.newBuilder()
            .setName("w")
            .setDataType(TensorProto.DataType.FLOAT_VALUE)
            .addAllDims(List.of(4L, 3L));
    for (int i = 0; i < 12; i++) {
      weight.addFloatData(i);
    }
    return GraphProto.newBuilder()
        .addInput(value("x", TensorProto.DataType.FLOAT_VALUE, -1, 1, 2, 2))
        .addOutput(value("y", TensorProto.DataType.FLOAT_VALUE, -1, 3))
        .addInitializer(weight)
        .addNode(node("Flatten", List.of("x"), "f"))
        .addNode(node("MatMul", List.of("f", "w"), "y"));
  }

  static ModelProto model(GraphProto.Builder graph) {
    return ModelProto.newBuilder()
        .setIrVersion(8)
        .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(17))
        .setGraph(graph)
        .build();
  }

  /** What is read of it, from a file in a folder. */
  static OnnxClassifier read(Path folder, GraphProto.Builder graph, OnnxOptions options)
      throws IOException {
    Path file = Files.write(folder.resolve("model.onnx"), model(graph).toByteArray());
    return OnnxReader.read(file, options);
  }

  static NodeProto node(String operator, List<String> inputs, String output) {
    return NodeProto.newBuilder().setOpType(operator).addAllInput(inputs).addOutput(output).build();
  }

  /** An extent of -1 is open. */
  static ValueInfoProto value(String name, int type, long... shape) {
    TensorShapeProto.Builder extents = TensorShapeProto.newBuilder();
    for (long extent : shape) {
      TensorShapeProto.Dimension.Builder dimension = TensorShapeProto.Dimension.newBuilder();
      extents.addDim(extent < 0 ? dimension.setDimParam("N") : dimension.setDimValue(extent));
    }
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            TypeProto.newBuilder()
                .setTensorType(TypeProto.Tensor.newBuilder().setElemType(type).setShape(extents)))
        .build();
  }

  /** The bytes of a graph in an attribute of a node of a graph, and so on. */
  static byte[] nested(int depth) {
    ByteString graph = ByteString.EMPTY;
    for (int i = 0; i < depth; i++) {
      ByteString attribute = field(AttributeProto.G_FIELD_NUMBER, graph);
      ByteString node = field(NodeProto.ATTRIBUTE_FIELD_NUMBER, attribute);
      graph = field(GraphProto.NODE_FIELD_NUMBER, node);
    }
    return field(ModelProto.GRAPH_FIELD_NUMBER, graph).toByteArray();
  }

  /** The bytes of a graph of nodes of two bytes each. */
  static byte[] emptyNodes(int count) {
    byte[] nodes = new byte[2 * count];
    for (int i = 0; i < nodes.length; i += 2) {
      nodes[i] = (GraphProto.NODE_FIELD_NUMBER << 3) | WireFormat.WIRETYPE_LENGTH_DELIMITED;
    }
    return field(ModelProto.GRAPH_FIELD_NUMBER, ByteString.copyFrom(nodes)).toByteArray();
  }

  private static ByteString field(int number, ByteString content) {
    ByteString.Output output = ByteString.newOutput();
    CodedOutputStream coded = CodedOutputStream.newInstance(output);
    try {
      coded.writeTag(number, WireFormat.WIRETYPE_LENGTH_DELIMITED);
      coded.writeUInt32NoTag(content.size());
      coded.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return output.toByteString().concat(content);
  }
}
