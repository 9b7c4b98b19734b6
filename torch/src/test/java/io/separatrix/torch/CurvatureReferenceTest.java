package io.separatrix.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.separatrix.geometry.Evaluator;
import io.separatrix.geometry.Lockstep;
import io.separatrix.geometry.LogitCombination;
import io.separatrix.geometry.Orientation;
import io.separatrix.geometry.Vectors;
import io.separatrix.geometry.boundary.BoundaryPoint;
import io.separatrix.geometry.boundary.DeepFool;
import io.separatrix.geometry.curvature.CurvatureOperator;
import io.separatrix.geometry.curvature.DenseSpectrum;
import io.separatrix.geometry.curvature.NormalCurvatures;
import io.separatrix.geometry.curvature.PrincipalCurvatures;
import io.separatrix.network.engine.DeviceName;
import io.separatrix.network.engine.EngineOptions;
import io.separatrix.network.engine.Precision;
import io.separatrix.network.onnx.OnnxReader;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Curvature at a scale against numbers of independent code, in float64. With {@code -Pslow} every
 * number there is, otherwise a few.
 */
class CurvatureReferenceTest {

  private static final boolean ALL = Boolean.getBoolean("separatrix.slow");

  private static final EngineOptions FLOAT64 =
      EngineOptions.DEFAULT.withDevice(DeviceName.CPU).withPrecision(Precision.FLOAT64);

  @ParameterizedTest
  @ValueSource(strings = {"cifar10_lenet", "cifar10_quick", "cifar10_resnet20"})
  void secondDifferences_alongOneTangent_equalTheReference(String model) throws IOException {
    JsonNode images = reference(model);
    double[][] x = SharedData.cifarImages(ALL ? 32 : 4);
    try (TorchClassifier classifier = open(model)) {
      int compared = 0;
      for (int i = 0; i < x.length; i++) {
        JsonNode image = images.get(i);
        if (image.get("gradient").get("max_pool_ties_at_x").asInt() > 0) {
          // The boundary point depends on which of the tied entries has the gradient.
          continue;
        }
        for (JsonNode step : image.get("tangent").get("steps")) {
          double h = step.get("h").asDouble();
          double[] kappa =
              at(
                  classifier,
                  boundaryPoint(classifier, x[i], image),
                  (z, evaluator) -> bothForms(z, boundary(image), h, evaluator));
          assertRelative(kappa[0], step.get("kappa_logit").asDouble(), 1e-4);
          assertRelative(kappa[1], step.get("kappa_grad").asDouble(), 1e-4);
          compared++;
        }
      }
      assertThat(compared).isGreaterThanOrEqualTo(9);
    }
  }

  /** Normal curvature along the reference's tangent direction, by logits and by gradients. */
  private static double[] bothForms(double[] z, LogitCombination f, double h, Evaluator evaluator) {
    CurvatureOperator differences = CurvatureOperator.gradientDifferences(z, f, h, evaluator);
    double[] u = IntStream.range(0, z.length).mapToDouble(m -> Math.sin(m + 1.0)).toArray();
    double[][] v = {Vectors.normalize(differences.project(u))};
    return new double[] {
      NormalCurvatures.along(z, f, differences.gradientNorm(), v, h, evaluator)[0],
      Vectors.dot(v[0], differences.apply(v)[0])
    };
  }

  @Test
  void denseMatrix_leNet_equalsTheReference() throws IOException {
    assumeTrue(ALL, "only with -Pslow");
    assertDense("cifar10_lenet", 3, 2);
  }

  @Test
  void denseMatrix_quick_equalsTheReference() throws IOException {
    assumeTrue(ALL, "only with -Pslow");
    assertDense("cifar10_quick", 3, 2);
  }

  private static void assertDense(String model, int count, int scales) throws IOException {
    JsonNode images = reference(model);
    double[][] x = SharedData.cifarImages(3);
    try (TorchClassifier classifier = open(model)) {
      for (int i = 0; i < count; i++) {
        JsonNode image = images.get(i);
        for (int s = 0; s < scales; s++) {
          JsonNode expected = image.get("dense").get(s);
          PrincipalCurvatures found =
              at(
                  classifier,
                  boundaryPoint(classifier, x[i], image),
                  (z, evaluator) ->
                      new DenseSpectrum(
                              CurvatureOperator.gradientDifferences(
                                  z, boundary(image), expected.get("h").asDouble(), evaluator),
                              256)
                          .eigen(false));
          double scale = expected.get("max_abs").asDouble();
          int last = found.values().length - 1;
          // A tie at x moves the boundary point within the reference's own uncertainty.
          double tolerance =
              image.get("gradient").get("max_pool_ties_at_x").asInt() > 0 ? 0.05 : 1e-3;
          for (int k = 0; k < 10; k++) {
            assertThat(found.values()[k])
                .isEqualTo(expected.get("largest10").get(k).asDouble(), within(tolerance * scale));
            assertThat(found.values()[last - k])
                .isEqualTo(expected.get("smallest10").get(k).asDouble(), within(tolerance * scale));
          }
          assertThat(found.mean())
              .isEqualTo(expected.get("mean").asDouble(), within(tolerance * scale));
          assertThat(found.asymmetry())
              .isEqualTo(expected.get("relative_asymmetry").asDouble(), within(tolerance));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"cifar10_lenet", "cifar10_quick"})
  void meanCurvatureAtTheImage_allCoordinates_equalsTheReference(String model) throws IOException {
    assumeTrue(ALL || model.equals("cifar10_lenet"), "only with -Pslow");
    JsonNode images = reference(model);
    double[][] x = SharedData.cifarImages(ALL ? 8 : 1);
    try (TorchClassifier classifier = open(model)) {
      for (int i = 0; i < x.length; i++) {
        JsonNode expected = images.get(i).get("alg2");
        int label = images.get(i).get("predicted").asInt();
        double h = expected.get("h").asDouble();
        for (int other = 0; other < (ALL ? 10 : 1); other++) {
          if (other == label) {
            continue;
          }
          LogitCombination f = Orientation.AGAINST_X.between(label, other);
          JsonNode values = expected.get("per_class").get(other);
          double[] found = at(classifier, x[i], (p, evaluator) -> laplacian(p, f, h, evaluator));
          assertRelative(found[0], values.get("D").asDouble(), 1e-3);
          assertRelative(found[1], values.get("rho").asDouble(), 1e-3);
        }
      }
    }
  }

  /** The sum of second differences over all coordinates, and the mean curvature that it gives. */
  private static double[] laplacian(double[] x, LogitCombination f, double h, Evaluator evaluator) {
    double[] gradient = evaluator.linearize(x, f).gradients()[0];
    double norm = Vectors.norm(gradient);
    int d = x.length;
    double[][] axes = new double[d + 1][d];
    for (int m = 0; m < d; m++) {
      axes[m][m] = 1;
    }
    axes[d] = Vectors.normalize(gradient);
    double[] curvatures = NormalCurvatures.along(x, f, norm, axes, h, evaluator);
    double sum = Arrays.stream(curvatures, 0, d).sum();
    return new double[] {norm * sum, (sum - curvatures[d]) / (d - 1)};
  }

  /** The point at which the reference's quantities at z are taken. */
  private static double[] boundaryPoint(TorchClassifier classifier, double[] x, JsonNode image) {
    BoundaryPoint end = new Lockstep(classifier, 1).map(List.of(x), new DeepFool()::search).get(0);
    return Vectors.interpolate(x, end.point(), image.get("boundary").get("t").asDouble());
  }

  private static LogitCombination boundary(JsonNode image) {
    JsonNode boundary = image.get("boundary");
    return Orientation.REGION_OF_X.between(
        boundary.get("original").asInt(), boundary.get("new").asInt());
  }

  private static <R> R at(
      TorchClassifier classifier, double[] point, BiFunction<double[], Evaluator, R> work) {
    return new Lockstep(classifier, 1).<double[], R>map(List.of(point), work::apply).get(0);
  }

  private static void assertRelative(double found, double expected, double tolerance) {
    assertThat(found).isEqualTo(expected, within(tolerance * Math.abs(expected)));
  }

  private static TorchClassifier open(String model) {
    return new TorchClassifier(
        OnnxReader.read(SharedData.require("data/models/" + model + ".onnx")).graph(), FLOAT64);
  }

  private static JsonNode reference(String model) throws IOException {
    return new ObjectMapper()
        .readTree(SharedData.require("reference/" + model + ".json").toFile())
        .get("images");
  }
}
