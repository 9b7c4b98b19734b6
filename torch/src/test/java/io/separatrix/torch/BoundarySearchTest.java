package io.separatrix.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.separatrix.geometry.Linearization;
import io.separatrix.geometry.Lockstep;
import io.separatrix.geometry.LogitCombination;
import io.separatrix.geometry.Vectors;
import io.separatrix.geometry.boundary.BoundaryPoint;
import io.separatrix.geometry.boundary.BoundarySearch;
import io.separatrix.geometry.boundary.DeepFool;
import io.separatrix.geometry.boundary.NearestBoundary;
import io.separatrix.network.Graph;
import io.separatrix.network.engine.DeviceName;
import io.separatrix.network.engine.EngineOptions;
import io.separatrix.network.engine.Precision;
import io.separatrix.network.onnx.OnnxReader;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Boundary searches on published networks and real images. */
class BoundarySearchTest {

  private static final int IMAGES = 32;

  /** Images searched in double precision without {@code -Pslow}. */
  private static final int SAMPLE = 8;

  private static final EngineOptions ON_CPU = EngineOptions.DEFAULT.withDevice(DeviceName.CPU);

  @ParameterizedTest
  @ValueSource(strings = {"cifar10_lenet", "cifar10_quick", "cifar10_resnet20"})
  void deepFool_float64_equalsTheReference(String model) throws IOException {
    JsonNode images =
        new ObjectMapper()
            .readTree(SharedData.require("reference/" + model + ".json").toFile())
            .get("images");
    try (TorchClassifier classifier =
        new TorchClassifier(graph(model), ON_CPU.withPrecision(Precision.FLOAT64))) {
      int count = Boolean.getBoolean("separatrix.slow") ? IMAGES : SAMPLE;
      List<BoundaryPoint> found = search(classifier, new DeepFool(), count);
      for (int i = 0; i < count; i++) {
        JsonNode image = images.get(i);
        JsonNode expected = image.get("deepfool");
        BoundaryPoint point = found.get(i);
        assertThat(point.label()).isEqualTo(image.get("predicted").asInt());
        if (image.get("gradient").get("max_pool_ties_at_x").asInt() > 0) {
          // The gradient depends on which of the tied entries is taken; both ends are known.
          double first = norm(expected);
          double last = expected.get("tie_sensitivity").get("r_tot_norm_last_wins").asDouble();
          assertThat(point.norm())
              .isBetween((1 - 1e-5) * Math.min(first, last), (1 + 1e-5) * Math.max(first, last));
          assertThat(point.adjacent()).isEqualTo(expected.get("new_label").asInt());
          continue;
        }
        assertThat(point.norm()).isCloseTo(norm(expected), within(1e-5 * norm(expected)));
        assertThat(point.adjacent()).isEqualTo(expected.get("new_label").asInt());
        assertThat(point.iterations()).isEqualTo(expected.get("iterations").asInt());
        assertBoundary(image.get("boundary"), point, classifier);
      }
    }
  }

  /** Bisects the segment as the reference does and compares the normal there. */
  private static void assertBoundary(
      JsonNode expected, BoundaryPoint point, TorchClassifier classifier) {
    LogitCombination f = LogitCombination.difference(point.label(), point.adjacent());
    double low = 0;
    double high = 1;
    for (int i = 0; i < 45; i++) {
      double t = (low + high) / 2;
      double[] trial = Vectors.interpolate(point.origin(), point.point(), t);
      if (f.value(classifier.logits(new double[][] {trial})[0]) > 0) {
        low = t;
      } else {
        high = t;
      }
    }
    double[] z = Vectors.interpolate(point.origin(), point.point(), high);
    Linearization at = classifier.linearize(new double[][] {z}, new LogitCombination[][] {{f}})[0];
    double[] r = Vectors.subtract(z, point.origin());
    assertThat(high).isCloseTo(expected.get("t").asDouble(), within(1e-6));
    assertThat(Vectors.norm(r))
        .isCloseTo(expected.get("distance").asDouble(), within(1e-6 * Vectors.norm(r)));
    assertThat(Vectors.norm(at.gradients()[0]))
        .isCloseTo(expected.get("grad_norm").asDouble(), within(1e-6));
    assertThat(-Vectors.cosine(r, at.gradients()[0]))
        .isCloseTo(expected.get("cos_angle").asDouble(), within(1e-6));
  }

  @Test
  void nearest_onLeNet_isShorterAndMeetsTheBoundaryUpright() {
    try (TorchClassifier classifier = new TorchClassifier(graph("cifar10_lenet"), ON_CPU)) {
      List<BoundaryPoint> reference = search(classifier, new DeepFool(), IMAGES);
      List<BoundaryPoint> nearest = search(classifier, new NearestBoundary(), IMAGES);

      for (int i = 0; i < IMAGES; i++) {
        assertThat(nearest.get(i).norm()).isLessThanOrEqualTo(reference.get(i).norm());
      }
      assertThat(nearest.stream().filter(BoundaryPoint::converged).count())
          .isGreaterThanOrEqualTo(IMAGES - 2L);
      assertThat(median(nearest.stream().mapToDouble(BoundaryPoint::norm).toArray()))
          .isLessThan(0.9 * median(reference.stream().mapToDouble(BoundaryPoint::norm).toArray()));
      assertThat(median(nearest.stream().mapToDouble(BoundaryPoint::cosine).toArray()))
          .isGreaterThan(0.98);
    }
  }

  private static Graph graph(String model) {
    return OnnxReader.read(SharedData.require("data/models/" + model + ".onnx")).graph();
  }

  private static List<BoundaryPoint> search(
      TorchClassifier classifier, BoundarySearch search, int count) {
    return new Lockstep(classifier, classifier.batchSize())
        .map(Arrays.asList(SharedData.cifarImages(count)), search::search);
  }

  private static double norm(JsonNode deepFool) {
    return deepFool.get("r_tot_norm").asDouble();
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
