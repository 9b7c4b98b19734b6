package io.separatrix.network.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.util.List;

/** Nodes that are written in the place of others. */
final class Protos {

  private Protos() {}

  static NodeProto node(String operator, List<String> inputs, String output) {
    return NodeProto.newBuilder()
        .setOpType(operator)
        .setName(output)
        .addAllInput(inputs)
        .addOutput(output)
        .build();
  }

  static NodeProto constant(TensorProto value, String output) {
    AttributeProto.Builder attribute =
        AttributeProto.newBuilder().setName("value").setType(AttributeType.TENSOR).setT(value);
    return node("Constant", List.of(), output).toBuilder().addAttribute(attribute).build();
  }

  static TensorProto integer(long value) {
    return TensorProto.newBuilder()
        .setDataType(TensorProto.DataType.INT64_VALUE)
        .addInt64Data(value)
        .build();
  }

  static TensorProto truth() {
    return TensorProto.newBuilder()
        .setDataType(TensorProto.DataType.BOOL_VALUE)
        .addInt32Data(1)
        .build();
  }

  /** A new first axis. */
  static NodeProto unsqueeze(String input, String output) {
    AttributeProto.Builder axes =
        AttributeProto.newBuilder().setName("axes").setType(AttributeType.INTS).addInts(0);
    return node("Unsqueeze", List.of(input), output).toBuilder().addAttribute(axes).build();
  }

  /** Along the first axis. */
  static NodeProto concat(List<String> inputs, String output) {
    AttributeProto.Builder axis =
        AttributeProto.newBuilder().setName("axis").setType(AttributeType.INT).setI(0);
    return node("Concat", inputs, output).toBuilder().addAttribute(axis).build();
  }
}
