package io.separatrix.cli;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.JitModule;
import org.bytedeco.pytorch.QualifiedName;
import org.bytedeco.pytorch.Tensor;

/** Linear classifiers in the formats that other programs write. */
final class LinearModels {

  private static final int CLASSES = 10;
  private static final int DIMENSION = 784;

  private LinearModels() {}

  private static float[] weights() {
    float[] weights = new float[CLASSES * DIMENSION];
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) random.nextGaussian();
    }
    return weights;
  }

  /** For batches of one, with a softmax behind the logits and a second output. */
  static Path onnx(Path folder) throws IOException {
    TensorProto.Builder weights = tensor("w", CLASSES, DIMENSION);
    for (float weight : weights()) {
      weights.addFloatData(weight);
    }
    GraphProto graph =
        GraphProto.newBuilder()
            .addInput(value("x", 1, 1, 28, 28))
            .addOutput(value("p", 1, CLASSES))
            .addOutput(value("f", 1, DIMENSION))
            .addInitializer(weights)
            .addNode(node("Flatten", List.of("x"), "f"))
            .addNode(product())
            .addNode(node("Softmax", List.of("y"), "p"))
            .build();
    return write(graph, folder.resolve("linear.onnx"));
  }

  /**
   * Images of 3 x side x side to logits.
   *
   * @param rows a row for each class; they become the bytes of a file {@code weights} beside the
   *     model
   */
  static Path colour(Path file, int side, float[][] rows) throws IOException {
    int dimension = 3 * side * side;
    ByteBuffer bytes =
        ByteBuffer.allocate(4 * rows.length * dimension).order(ByteOrder.LITTLE_ENDIAN);
    for (float[] row : rows) {
      bytes.asFloatBuffer().put(row);
      bytes.position(bytes.position() + 4 * row.length);
    }
    Files.write(file.resolveSibling("weights"), bytes.array());
    TensorProto.Builder weights =
        tensor("w", rows.length, dimension)
            .setDataLocation(TensorProto.DataLocation.EXTERNAL)
            .addExternalData(
                StringStringEntryProto.newBuilder().setKey("location").setValue("weights"));
    GraphProto graph =
        GraphProto.newBuilder()
            .addInput(value("x", -1, 3, side, side))
            .addOutput(value("y", -1, rows.length))
            .addInitializer(weights)
            .addNode(node("Flatten", List.of("x"), "f"))
            .addNode(product())
            .build();
    return write(graph, file);
  }

  private static NodeProto product() {
    return node("Gemm", List.of("f", "w"), "y").toBuilder()
        .addAttribute(
            AttributeProto.newBuilder()
                .setName("transB")
                .setType(AttributeProto.AttributeType.INT)
                .setI(1))
        .build();
  }

  private static TensorProto.Builder tensor(String name, long... shape) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder().setName(name).setDataType(TensorProto.DataType.FLOAT_VALUE);
    for (long extent : shape) {
      tensor.addDims(extent);
    }
    return tensor;
  }

  private static Path write(GraphProto graph, Path file) throws IOException {
    ModelProto model =
        ModelProto.newBuilder()
            .setIrVersion(8)
            .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(17))
            .setGraph(graph)
            .build();
    return Files.write(file, model.toByteArray());
  }

  private static NodeProto node(String operator, List<String> inputs, String output) {
    return NodeProto.newBuilder().setOpType(operator).addAllInput(inputs).addOutput(output).build();
  }

  /** An extent of -1 is open. */
  private static ValueInfoProto value(String name, long... shape) {
    TensorShapeProto.Builder extents = TensorShapeProto.newBuilder();
    for (long extent : shape) {
      TensorShapeProto.Dimension.Builder dimension = TensorShapeProto.Dimension.newBuilder();
      extents.addDim(extent < 0 ? dimension.setDimParam("N") : dimension.setDimValue(extent));
    }
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            TypeProto.newBuilder()
                .setTensorType(
                    TypeProto.Tensor.newBuilder()
                        .setElemType(TensorProto.DataType.FLOAT_VALUE)
                        .setShape(extents)))
        .build();
  }

  /** As a TorchScript program. */
  static Path torchScript(Path folder) {
    Path file = folder.resolve("linear.pt");
    try (PointerScope scope = new PointerScope()) {
      JitModule module = new JitModule(new QualifiedName("Linear"));
      module.register_parameter("w", Tensor.create(weights(), CLASSES, DIMENSION), false);
      module.define("def forward(self, x):\n    return torch.matmul(x.flatten(1), self.w.t())\n");
      module.save(file.toString());
      scope.deallocate();
    }
    return file;
  }
}
