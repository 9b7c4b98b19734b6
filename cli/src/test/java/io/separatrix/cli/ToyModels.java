package io.separatrix.cli;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.separatrix.data.NpyWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;

/** Classifiers of images with one row, and such images. */
final class ToyModels {

  private ToyModels() {}

  /** Random ReLU network with one hidden layer. */
  static Path random(Path folder, int pixels, int classes) throws IOException {
    return random(folder, pixels, classes, 5);
  }

  /** Another one for each seed. */
  static Path random(Path folder, int pixels, int classes, long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    int hidden = 12;
    return write(
        folder.resolve("toy" + pixels + (seed == 5 ? "" : "-" + seed) + ".onnx"),
        pixels,
        gaussian(random, hidden, pixels),
        gaussian(random, 1, hidden)[0],
        gaussian(random, classes, hidden),
        gaussian(random, 1, classes)[0]);
  }

  /** Two classes whose logits differ by a constant: no point is on a boundary. */
  static Path parallel(Path folder, int pixels) throws IOException {
    float[][] same = new float[2][pixels];
    float[][] identity = new float[pixels][pixels];
    for (int i = 0; i < pixels; i++) {
      identity[i][i] = 1;
      same[0][i] = same[1][i] = i + 1;
    }
    return write(
        folder.resolve("parallel.onnx"),
        pixels,
        identity,
        new float[pixels],
        same,
        new float[] {1, 0});
  }

  /** A network with an operator that nobody knows, in nodes of some name. */
  static Path unknownOperator(Path folder, String name, int pixels) throws IOException {
    Path known = random(folder, pixels, 3);
    ModelProto.Builder model = ModelProto.parseFrom(Files.readAllBytes(known)).toBuilder();
    model.getGraphBuilder().getNodeBuilder(2).setOpType("Nope").setName(name);
    return Files.write(folder.resolve("unknown.onnx"), model.build().toByteArray());
  }

  /** Random images N x 1 x 1 x W with pixels from 0 to 1. */
  static Path images(Path folder, int count, int pixels) throws IOException {
    SplittableRandom random = new SplittableRandom(11);
    float[] values = new float[count * pixels];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble();
    }
    return images(folder, values, count, pixels);
  }

  /** Given images N x 1 x 1 x W. */
  static Path images(Path folder, float[] values, int count, int pixels) throws IOException {
    Path file = folder.resolve("images" + pixels + ".npy");
    NpyWriter.write(file, values, count, 1, 1, pixels);
    return file;
  }

  private static Path write(
      Path file, int pixels, float[][] w1, float[] b1, float[][] w2, float[] b2)
      throws IOException {
    GraphProto graph =
        GraphProto.newBuilder()
            .setName("toy")
            .addInput(value("x", 1, 1, pixels))
            .addOutput(value("y", b2.length))
            .addInitializer(tensor("w1", w1))
            .addInitializer(tensor("b1", b1))
            .addInitializer(tensor("w2", w2))
            .addInitializer(tensor("b2", b2))
            .addNode(NodeProto.newBuilder().setOpType("Flatten").addInput("x").addOutput("f"))
            .addNode(gemm("f", "w1", "b1", "g"))
            .addNode(NodeProto.newBuilder().setOpType("Relu").addInput("g").addOutput("h"))
            .addNode(gemm("h", "w2", "b2", "y"))
            .build();
    ModelProto model =
        ModelProto.newBuilder()
            .setIrVersion(8)
            .setGraph(graph)
            .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(17))
            .build();
    return Files.write(file, model.toByteArray());
  }

  private static NodeProto gemm(String x, String w, String b, String y) {
    return NodeProto.newBuilder()
        .setOpType("Gemm")
        .addAllInput(List.of(x, w, b))
        .addOutput(y)
        .addAttribute(
            AttributeProto.newBuilder()
                .setName("transB")
                .setType(AttributeProto.AttributeType.INT)
                .setI(1))
        .build();
  }

  private static float[][] gaussian(SplittableRandom random, int rows, int columns) {
    float[][] values = new float[rows][columns];
    for (float[] row : values) {
      for (int i = 0; i < columns; i++) {
        row[i] = (float) random.nextGaussian();
      }
    }
    return values;
  }

  private static TensorProto tensor(String name, float[]... rows) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder().setName(name).setDataType(TensorProto.DataType.FLOAT_VALUE);
    if (name.startsWith("w")) {
      tensor.addDims(rows.length);
    }
    tensor.addDims(rows[0].length);
    for (float[] row : rows) {
      for (float entry : row) {
        tensor.addFloatData(entry);
      }
    }
    return tensor.build();
  }

  /** A batch of any size. */
  private static ValueInfoProto value(String name, int... shape) {
    TensorShapeProto.Builder extents =
        TensorShapeProto.newBuilder()
            .addDim(TensorShapeProto.Dimension.newBuilder().setDimParam("N"));
    for (int extent : shape) {
      extents.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(extent));
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
}
