package io.separatrix.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.separatrix.geometry.Linearization;
import io.separatrix.geometry.LogitCombination;
import io.separatrix.geometry.Vectors;
import io.separatrix.network.Constant;
import io.separatrix.network.Graph;
import io.separatrix.network.GraphProfile;
import io.separatrix.network.architecture.Parameter;
import io.separatrix.network.architecture.PublishedNetwork;
import io.separatrix.network.architecture.PublishedNetworks;
import io.separatrix.network.architecture.WeightNames;
import io.separatrix.network.engine.DeviceName;
import io.separatrix.network.engine.EngineOptions;
import io.separatrix.network.engine.Precision;
import io.separatrix.network.onnx.OnnxReader;
import io.separatrix.network.safetensors.Safetensors;
import io.separatrix.network.trained.PublishedWeights;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The networks of the paper's experiments on ImageNet. */
class PublishedNetworksTest {

  private static final EngineOptions FLOAT64 =
      EngineOptions.DEFAULT.withPrecision(Precision.FLOAT64).withDevice(DeviceName.CPU);

  private final SplittableRandom random = new SplittableRandom(11);

  /** Normally distributed weights that keep the size of what runs through them. */
  private Map<String, Constant> weights(PublishedNetwork network, WeightNames names) {
    Map<String, Constant> tensors = new HashMap<>();
    for (Parameter parameter : network.parameters()) {
      boolean weight = parameter.role() == Parameter.Role.WEIGHT;
      double deviation = weight ? Math.sqrt(2.0 / parameter.fanIn()) : 0.1;
      float[] values = new float[parameter.elements()];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) (deviation * random.nextGaussian());
      }
      long[] shape = parameter.shape().stream().mapToLong(extent -> extent).toArray();
      tensors.put(names.of(parameter), Constant.of(values, shape));
    }
    return tensors;
  }

  private static Graph onPixels(PublishedNetwork network, Map<String, Constant> tensors) {
    PublishedWeights weights =
        PublishedWeights.read(network, new Safetensors(tensors, Map.of()), "memory");
    return weights.names().input().before(weights.graph());
  }

  private double[][] images(int count, int dimension, double high) {
    double[][] images = new double[count][];
    for (int i = 0; i < count; i++) {
      images[i] = random.doubles(dimension, 0, high).toArray();
    }
    return images;
  }

  private static double[][] logits(Graph graph, double[][] images) {
    try (TorchClassifier classifier = new TorchClassifier(graph, FLOAT64)) {
      return classifier.logits(images);
    }
  }

  @ParameterizedTest
  @CsvSource({"caffenet, MIXED", "vgg19, PIECEWISE_LINEAR", "googlenet, MIXED"})
  void logits_thinNetwork_haveGradientsWithRespectToPixels(String name, String kind) {
    PublishedNetwork network = PublishedNetworks.thin(name, 16);
    Graph graph = onPixels(network, weights(network, network.names().get(0)));
    assertThat(GraphProfile.of(graph).kind().name()).isEqualTo(kind);
    double[] image = images(1, graph.dimension(), 255)[0];
    try (TorchClassifier classifier = new TorchClassifier(graph, FLOAT64)) {
      LogitCombination[][] functions = {{LogitCombination.logit(3)}};
      Linearization at = classifier.linearize(new double[][] {image}, functions)[0];
      assertThat(at.logits()).hasSize(1000);
      double[] gradient = at.gradients()[0];
      double[] step = Vectors.scale(1e-4 / Vectors.norm(gradient), gradient);
      double after = classifier.logits(new double[][] {Vectors.add(image, step)})[0][3];
      double expected = Vectors.dot(gradient, step);
      assertThat(after - at.logits()[3]).isCloseTo(expected, within(0.01 * expected));
    }
  }

  @Test
  void logits_sameWeightsByOtherNames_differInWhatPixelsAre() {
    PublishedNetwork network = PublishedNetworks.thin("vgg19", 16);
    Map<String, Constant> tensors = weights(network, network.names().get(1));
    Graph torchvision = onPixels(network, tensors);
    double[][] images = images(2, torchvision.dimension(), 1);
    Map<String, Constant> renamed = new HashMap<>();
    for (Parameter parameter : network.parameters()) {
      renamed.put(parameter.name(), tensors.get(network.names().get(1).of(parameter)));
    }
    Graph plain = network.graph(renamed);
    double[] mean = {.485, .456, .406};
    double[] deviation = {.229, .224, .225};
    double[][] normal = new double[2][plain.dimension()];
    int plane = plain.dimension() / 3;
    for (int i = 0; i < 2; i++) {
      for (int j = 0; j < normal[i].length; j++) {
        normal[i][j] = (images[i][j] - mean[j / plane]) / deviation[j / plane];
      }
    }
    assertClose(logits(torchvision, images), logits(plain, normal), 1e-5);
  }

  @Test
  void logits_caffesWeights_takeBlueFirstWithoutTheMean() {
    PublishedNetwork network = PublishedNetworks.thin("caffenet", 16);
    Map<String, Constant> tensors = weights(network, network.names().get(0));
    Graph graph = onPixels(network, tensors);
    double[][] images = images(2, graph.dimension(), 255);
    double[] mean = {104, 117, 123};
    int plane = graph.dimension() / 3;
    double[][] normal = new double[2][graph.dimension()];
    for (int i = 0; i < 2; i++) {
      for (int j = 0; j < normal[i].length; j++) {
        int channel = j / plane;
        normal[i][j] = images[i][(2 - channel) * plane + j % plane] - mean[channel];
      }
    }
    assertClose(logits(graph, images), logits(network.graph(tensors), normal), 1e-9);
  }

  @Test
  void logits_publishedGoogLeNet_equalThoseOfTheOnnxFile() {
    Graph onnx = OnnxReader.read(SharedData.require("data/models/googlenet_bvlc.onnx")).graph();
    PublishedNetwork network = PublishedNetworks.find("googlenet");
    Map<String, Constant> tensors = new HashMap<>();
    List<Parameter> parameters = network.parameters();
    List<Constant> inOrder =
        onnx.nodes().stream()
            .filter(node -> List.of("Conv", "Gemm").contains(node.operator()))
            .flatMap(node -> node.inputs().subList(1, 3).stream())
            .map(name -> onnx.constants().get(name))
            .toList();
    assertThat(inOrder).hasSameSizeAs(parameters);
    for (int i = 0; i < inOrder.size(); i++) {
      tensors.put(parameters.get(i).name(), inOrder.get(i));
    }
    // The file takes R, G, B, so its first weights are in this order.
    tensors.computeIfPresent("conv1/7x7_s2.weight", (name, value) -> reversed(value));
    double[][] images = images(3, onnx.dimension(), 255);
    assertClose(logits(onPixels(network, tensors), images), logits(onnx, images), 1e-4);
  }

  /** The same convolution for channels in the opposite order. */
  private static Constant reversed(Constant weight) {
    long[] shape = weight.shape();
    int channels = (int) shape[1];
    int plane = (int) (shape[2] * shape[3]);
    double[] values = weight.toDoubles();
    float[] swapped = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      int channel = i / plane % channels;
      swapped[i + (channels - 1 - 2 * channel) * plane] = (float) values[i];
    }
    return Constant.of(swapped, shape);
  }

  private static void assertClose(double[][] found, double[][] expected, double tolerance) {
    for (int i = 0; i < expected.length; i++) {
      double size = Vectors.norm(expected[i]);
      assertThat(size).isPositive().isFinite();
      double difference = Vectors.norm(Vectors.subtract(found[i], expected[i]));
      assertThat(difference / size).isCloseTo(0, within(tolerance));
    }
  }
}
