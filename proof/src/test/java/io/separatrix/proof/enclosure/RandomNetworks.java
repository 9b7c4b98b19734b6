package io.separatrix.proof.enclosure;

import io.separatrix.network.Attributes;
import io.separatrix.network.Constant;
import io.separatrix.network.Graph;
import io.separatrix.network.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Small networks of random operators, for images of 2 x 6 x 6, with three logits. */
final class RandomNetworks {

  static final List<Integer> SHAPE = List.of(2, 6, 6);

  private static final int OPSET = 17;
  private static final int CLASSES = 3;

  private final SplittableRandom random;
  private final List<Node> nodes = new ArrayList<>();
  private final Map<String, Constant> constants = new HashMap<>();
  private int[] shape = {1, 2, 6, 6};
  private String last = "x";

  private RandomNetworks(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** Piecewise linear operators only, or all. */
  static Graph network(long seed, boolean curved) {
    RandomNetworks writer = new RandomNetworks(seed);
    int layers = 2 + writer.random.nextInt(4);
    for (int i = 0; i < layers; i++) {
      writer.layer(curved);
    }
    writer.head();
    return new Graph(
        OPSET, "x", SHAPE, writer.last, writer.nodes, writer.constants, Graph.ANY_BATCH);
  }

  private String constant(double scale, double shift, int... extents) {
    int size = Arrays.stream(extents).reduce(1, (a, b) -> a * b);
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) (shift + scale * random.nextGaussian());
    }
    return put(Constant.of(values, Arrays.stream(extents).asLongStream().toArray()));
  }

  private String put(Constant constant) {
    String name = "constant" + constants.size();
    constants.put(name, constant);
    return name;
  }

  private void write(String operator, Attributes attributes, String... inputs) {
    String output = operator + nodes.size();
    nodes.add(new Node(operator, output, List.of(inputs), List.of(output), attributes));
    last = output;
  }

  private void write(String operator, String... inputs) {
    write(operator, Attributes.NONE, inputs);
  }

  private void conv(int outputs, int kernel, int stride, int pad, int group) {
    int fan = shape[1] / group * kernel * kernel;
    String weight = constant(1.5 / Math.sqrt(fan), 0, outputs, shape[1] / group, kernel, kernel);
    Attributes attributes =
        Attributes.NONE
            .with("strides", new long[] {stride, stride})
            .with("pads", new long[] {pad, pad, pad, pad})
            .with("group", (long) group);
    if (random.nextBoolean()) {
      write("Conv", attributes, last, weight, constant(0.3, 0, outputs));
    } else {
      write("Conv", attributes, last, weight);
    }
    shape[1] = outputs;
    shape[2] = (shape[2] + 2 * pad - kernel) / stride + 1;
    shape[3] = (shape[3] + 2 * pad - kernel) / stride + 1;
  }

  /** Larger, and cut to at most the size before. */
  private void transposedConvolution() {
    int pad = random.nextInt(2);
    String weight = constant(0.3, 0, shape[1], 3, 3, 2);
    Attributes attributes =
        Attributes.NONE
            .with("strides", new long[] {2, 1})
            .with("dilations", new long[] {1, 2})
            .with("pads", new long[] {pad, 1, 1, pad})
            .with("output_padding", new long[] {1, 0})
            .with("group", 2L);
    write("ConvTranspose", attributes, last, weight, constant(0.3, 0, 6));
    shape[1] = 6;
    shape[2] = 2 * (shape[2] - 1) + 4 - pad - 1;
    shape[3] = shape[3] - 1 + 3 - pad - 1;
    if (shape[2] > 3) {
      pool("MaxPool", false);
    }
  }

  private void normalization() {
    int c = shape[1];
    String variance = put(Constant.of(new float[] {0.3f, 0.7f, 1.3f, 2.1f, 0.9f, 0.2f}, 6));
    if (c == 6) {
      write(
          "BatchNormalization",
          last,
          constant(0.3, 1, c),
          constant(0.3, 0, c),
          constant(0.3, 0, c),
          variance);
    }
  }

  private void layer(boolean curved) {
    boolean image = shape[2] >= 3;
    switch (random.nextInt(image ? 10 : 4)) {
      case 0, 1 -> conv(random.nextBoolean() ? 4 : 6, image ? 3 : 1, 1, image ? 1 : 0, 1);
      case 2 -> conv(6, 1, 1, 0, 2);
      case 3 -> residual(curved);
      case 4 -> {
        conv(4, 3, 2, 1, 1);
        normalization();
      }
      case 5 -> pool(random.nextBoolean() ? "MaxPool" : "AveragePool", random.nextBoolean());
      case 6 -> concatenation();
      case 7 -> padding();
      case 8 -> transposedConvolution();
      default -> {
        conv(6, 3, 1, 1, 1);
        normalization();
        write("Relu", last);
        pool("MaxPool", false);
      }
    }
    activation(curved);
  }

  private void activation(boolean curved) {
    switch (random.nextInt(curved ? 20 : 7)) {
      case 0, 1 -> write("Relu", last);
      case 2 -> write("LeakyRelu", Attributes.NONE.with("alpha", 0.1f), last);
      case 3 ->
          write(
              "Clip",
              last,
              put(Constant.of(new float[] {-0.4f})),
              put(Constant.of(new float[] {0.7f})));
      case 4 -> write("PRelu", last, constant(0.2, 0.2, shape[1], 1, 1));
      case 5 -> write("Abs", last);
      case 6 -> write("HardSigmoid", last);
      case 7 -> write("Sigmoid", last);
      case 8 -> write("Tanh", last);
      case 9 -> write("Softplus", last);
      case 10 -> write("Gelu", last);
      case 11 -> {
        String gate = last;
        write("Sigmoid", gate);
        write("Mul", gate, last);
      }
      case 12 -> write("LRN", Attributes.NONE.with("size", 3L).with("alpha", 0.1f), last);
      case 13 -> write("Softmax", Attributes.NONE.with("axis", 1L), last);
      case 14 -> write("Elu", Attributes.NONE.with("alpha", 1.5f), last);
      case 15 -> write("Celu", Attributes.NONE.with("alpha", 0.5f), last);
      case 16 -> write("Selu", last);
      case 17 -> write("Gelu", Attributes.NONE.with("approximate", "tanh"), last);
      case 18 -> attention();
      default -> layerNormalization();
    }
  }

  private void layerNormalization() {
    int size = shape[1] * shape[2] * shape[3];
    int[] inner = {shape[1], shape[2], shape[3]};
    if (size > 100) {
      write("Relu", last);
      return;
    }
    write(
        "LayerNormalization",
        Attributes.NONE.with("axis", 1L),
        last,
        constant(0.2, 1, inner),
        constant(0.2, 0, inner));
  }

  /** Channels weighed against each other, and a matrix for each row of pixels. */
  private void attention() {
    String x = last;
    write("Transpose", Attributes.NONE.with("perm", new long[] {0, 1, 3, 2}), x);
    write("MatMul", x, last);
    write("MatMul", last, constant(0.3, 0, shape[2], shape[3]));
    write("MatMul", constant(0.3, 0, 1, shape[2], shape[2]), last);
    write("Add", x, last);
  }

  private void residual(boolean curved) {
    String shortcut = last;
    int channels = shape[1];
    boolean image = shape[2] >= 3;
    conv(6, image ? 3 : 1, 1, image ? 1 : 0, 1);
    normalization();
    write(curved ? "Tanh" : "Relu", last);
    conv(channels, image ? 3 : 1, 1, image ? 1 : 0, 1);
    write(random.nextBoolean() ? "Add" : "Sub", shortcut, last);
  }

  private void pool(String operator, boolean overlapping) {
    Attributes attributes =
        Attributes.NONE
            .with("kernel_shape", new long[] {2, 2})
            .with("strides", overlapping ? new long[] {1, 1} : new long[] {2, 2})
            .with("ceil_mode", 1L);
    write(operator, attributes, last);
    for (int i = 2; i < 4; i++) {
      shape[i] = overlapping ? shape[i] - 1 : (shape[i] + 1) / 2;
    }
  }

  private void concatenation() {
    String x = last;
    int channels = shape[1];
    conv(4, 3, 1, 1, 1);
    write("Relu", last);
    write("Concat", Attributes.NONE.with("axis", 1L), x, last);
    shape[1] = channels + 4;
    write("Mul", last, constant(0.3, 0.8, shape[1], 1, 1));
    conv(6, 1, 1, 0, 1);
  }

  private void padding() {
    write(
        "Pad",
        last,
        put(Constant.of(new long[] {0, 0, 1, 0, 0, 0, 0, 1}, 8)),
        put(Constant.of(new float[] {0.25f})));
    write(
        "Slice",
        last,
        put(Constant.of(new long[] {0}, 1)),
        put(Constant.of(new long[] {shape[3]}, 1)),
        put(Constant.of(new long[] {3}, 1)));
    shape[2] += 1;
    write("Neg", last);
    write("Transpose", Attributes.NONE.with("perm", new long[] {0, 1, 3, 2}), last);
    int height = shape[2];
    shape[2] = shape[3];
    shape[3] = height;
  }

  private void head() {
    int features = shape[1];
    if (random.nextBoolean()) {
      write("GlobalAveragePool", last);
    } else {
      features *= shape[2] * shape[3];
    }
    write("Flatten", last);
    if (random.nextBoolean()) {
      write(
          "Gemm",
          Attributes.NONE.with("transB", 1L),
          last,
          constant(1 / Math.sqrt(features), 0, CLASSES, features),
          constant(0.3, 0, CLASSES));
    } else {
      write("MatMul", last, constant(1 / Math.sqrt(features), 0, features, CLASSES));
      write("Add", last, constant(0.3, 0, CLASSES));
    }
  }
}
