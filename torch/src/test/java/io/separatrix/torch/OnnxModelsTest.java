package io.separatrix.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.separatrix.geometry.Vectors;
import io.separatrix.network.Graph;
import io.separatrix.network.engine.DeviceName;
import io.separatrix.network.engine.EngineOptions;
import io.separatrix.network.engine.Precision;
import io.separatrix.network.onnx.OnnxReader;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Published networks as ONNX files, on real images. */
class OnnxModelsTest {

  private static final EngineOptions FLOAT32 =
      EngineOptions.DEFAULT.withPrecision(Precision.FLOAT32).withDevice(DeviceName.CPU);
  private static final EngineOptions FLOAT64 =
      EngineOptions.DEFAULT.withPrecision(Precision.FLOAT64).withDevice(DeviceName.CPU);

  private static Graph graph(String model) {
    return OnnxReader.read(SharedData.require("data/models/" + model + ".onnx")).graph();
  }

  @ParameterizedTest
  @CsvSource({"cifar10_lenet, 746", "cifar10_quick, 744", "cifar10_resnet20, 915"})
  void logits_cifarTestImages_areRightAsOftenAsPublished(String model, int expected) {
    double[][] images = SharedData.cifarImages(1000);
    int[] labels = SharedData.cifarLabels(1000);
    try (TorchClassifier classifier = new TorchClassifier(graph(model), FLOAT32)) {
      double[][] logits = classifier.logits(images);
      int right = 0;
      for (int i = 0; i < labels.length; i++) {
        right += Vectors.argmax(logits[i]) == labels[i] ? 1 : 0;
      }
      assertThat(right).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"cifar10_lenet", "cifar10_quick", "cifar10_resnet20"})
  void logits_float64_equalTheReference(String model) throws IOException {
    JsonNode reference =
        new ObjectMapper().readTree(SharedData.require("reference/" + model + ".json").toFile());
    double[][] images = SharedData.cifarImages(32);
    try (TorchClassifier classifier = new TorchClassifier(graph(model), FLOAT64)) {
      double[][] logits = classifier.logits(images);
      for (int i = 0; i < 32; i++) {
        JsonNode expected = reference.get("images").get(i).get("logits");
        for (int k = 0; k < 10; k++) {
          assertThat(logits[i][k]).isCloseTo(expected.get(k).asDouble(), within(1e-10));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"googlenet_bvlc", "squeezenet1.1"})
  void logits_imagenetModel_areAThousandClasses(String model) {
    try (TorchClassifier classifier = new TorchClassifier(graph(model), FLOAT32)) {
      double[] logits = classifier.logits(new double[][] {new double[3 * 224 * 224]})[0];
      assertThat(logits).hasSize(1000);
      assertThat(Vectors.norm(logits)).isPositive();
    }
  }
}
