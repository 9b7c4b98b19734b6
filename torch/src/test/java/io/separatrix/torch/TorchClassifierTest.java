package io.separatrix.torch;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.separatrix.geometry.Linearization;
import io.separatrix.geometry.LogitCombination;
import io.separatrix.geometry.Vectors;
import io.separatrix.network.Attributes;
import io.separatrix.network.Constant;
import io.separatrix.network.Graph;
import io.separatrix.network.GraphBuilder;
import io.separatrix.network.ModelFormatException;
import io.separatrix.network.engine.DeviceName;
import io.separatrix.network.engine.DeviceNotAvailableException;
import io.separatrix.network.engine.EngineOptions;
import io.separatrix.network.engine.Precision;
import io.separatrix.network.rewrite.SmoothSurrogate;
import io.separatrix.network.trained.BuiltInModels;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.bytedeco.pytorch.Context;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TorchClassifierTest {

  private static final EngineOptions FLOAT64 =
      EngineOptions.DEFAULT.withPrecision(Precision.FLOAT64).withDevice(DeviceName.CPU);
  private static final EngineOptions FLOAT32 =
      EngineOptions.DEFAULT.withPrecision(Precision.FLOAT32).withDevice(DeviceName.CPU);

  @Test
  void logits_affineNetwork_areTheMatrixProduct() {
    Graph graph = RandomNetworks.affine();
    double[] weight = requireNonNull(graph.constants().get("dense.weight")).toDoubles();
    double[] bias = requireNonNull(graph.constants().get("dense.bias")).toDoubles();
    double[] x = RandomNetworks.points(1, 48, 1)[0];
    try (TorchClassifier classifier = new TorchClassifier(graph, FLOAT64)) {
      double[] logits = classifier.logits(new double[][] {x})[0];
      for (int k = 0; k < 3; k++) {
        double expected = bias[k] + Vectors.dot(Arrays.copyOfRange(weight, 48 * k, 48 * k + 48), x);
        assertThat(logits[k]).isCloseTo(expected, within(1e-12));
      }
      assertThat(classifier.dimension()).isEqualTo(48);
      assertThat(classifier.classes()).isEqualTo(3);
    }
  }

  /** Numbers below the normal range cost a hundred cycles each; Java's must stay what they are. */
  @Test
  void subnormalNumbers_areZeroInTheNetworkAlone() {
    GraphBuilder builder = new GraphBuilder("input", List.of(8));
    Graph graph =
        builder.build(
            builder.dense("input", "dense"),
            Map.of(
                "dense.weight", Constant.of(new float[] {1e-30f, 0, 0, 0, 0, 0, 0, 0}, 1, 8),
                "dense.bias", Constant.of(new float[] {0}, 1)));
    double[] x = {1e-10, 0, 0, 0, 0, 0, 0, 0};
    boolean supported = Context.setFlushDenormal(false);
    try (TorchClassifier classifier = new TorchClassifier(graph, FLOAT32)) {
      double logit = classifier.logits(new double[][] {x})[0][0];
      assertThat(logit).isEqualTo(supported ? 0 : 1e-40, within(1e-44));
      x[0] = 1e-3;
      assertThat(classifier.logits(new double[][] {x})[0][0]).isEqualTo(1e-33, within(1e-39));
      assertThat(x[0] * 1e-310).isEqualTo(1e-313, within(1e-323)).isPositive();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 16, 17, 50, 100})
  void everything_onSeveralWorkers_isThatOfOneThread(int rows) {
    Graph graph = RandomNetworks.smooth("Tanh");
    double[][] points = RandomNetworks.points(rows, 72, 3);
    double[][] vectors = gaussian(rows, 72, 4);
    LogitCombination[] functions = new LogitCombination[rows];
    Arrays.setAll(functions, i -> LogitCombination.difference(i % 4, (i + 1) % 4));
    LogitCombination[][] some = new LogitCombination[rows][];
    Arrays.setAll(some, i -> Arrays.copyOf(functions, Math.min(rows, i % 4)));
    try (TorchClassifier one = new TorchClassifier(graph, FLOAT32.withThreads(1));
        TorchClassifier several = new TorchClassifier(graph, FLOAT32.withThreads(3))) {
      assertClose(several.logits(points), one.logits(points));
      assertClose(
          several.hessianVectorProducts(points, functions, vectors),
          one.hessianVectorProducts(points, functions, vectors));
      Linearization[] expected = one.linearize(points, some);
      Linearization[] found = several.linearize(points, some);
      for (int i = 0; i < rows; i++) {
        assertThat(found[i].logits()).containsExactly(expected[i].logits(), within(1e-5));
        assertClose(found[i].gradients(), expected[i].gradients());
      }
    }
  }

  private static void assertClose(double[][] found, double[][] expected) {
    assertThat(found.length).isEqualTo(expected.length);
    for (int i = 0; i < expected.length; i++) {
      assertThat(found[i]).containsExactly(expected[i], within(1e-5));
    }
  }

  @Test
  void hessianVectorProducts_manyAtOnePoint_areThoseOfAFreshClassifier() {
    Graph graph = RandomNetworks.smooth("Tanh");
    double[][] points = RandomNetworks.points(20, 72, 3);
    LogitCombination[] functions = new LogitCombination[points.length];
    Arrays.setAll(functions, i -> LogitCombination.difference(i % 4, (i + 1) % 4));
    try (TorchClassifier used = new TorchClassifier(graph, FLOAT32)) {
      for (int round = 0; round < 3; round++) {
        double[][] vectors = gaussian(points.length, 72, round);
        double[][] products = used.hessianVectorProducts(points, functions, vectors);
        try (TorchClassifier fresh = new TorchClassifier(graph, FLOAT32)) {
          assertThat(products)
              .isDeepEqualTo(fresh.hessianVectorProducts(points, functions, vectors));
        }
        // What other calls leave in the buffers must not matter, nor must a change of one function.
        used.linearize(
            RandomNetworks.points(1, 72, 9),
            new LogitCombination[][] {{LogitCombination.logit(0)}});
        functions[round] = LogitCombination.logit(round);
      }
    }
  }

  @Test
  void hessianVectorProducts_piecewiseLinearAndAffine_areZero() {
    for (Graph graph : List.of(RandomNetworks.piecewiseLinear(), RandomNetworks.affine())) {
      try (TorchClassifier classifier = new TorchClassifier(graph, FLOAT64)) {
        int d = classifier.dimension();
        double[][] products =
            classifier.hessianVectorProducts(
                RandomNetworks.points(2, d, 5),
                new LogitCombination[] {LogitCombination.logit(0), LogitCombination.logit(1)},
                gaussian(2, d, 6));
        assertThat(products).isDeepEqualTo(new double[2][d]);
      }
    }
  }

  @Test
  void derivatives_logitsThatDoNotDependOnTheInput_areZero() {
    GraphBuilder builder = new GraphBuilder("input", List.of(1, 2, 2));
    String x = builder.node("Mul", Attributes.NONE, builder.flatten("input"), "zero");
    String detached = builder.dense(x, "dense");
    Graph graph =
        builder.build(
            detached,
            Map.of(
                "zero", Constant.of(new float[] {0}),
                "dense.weight", Constant.of(new float[8], 2, 4),
                "dense.bias", Constant.of(new float[] {1, 2}, 2)));
    try (TorchClassifier classifier = new TorchClassifier(graph, FLOAT64)) {
      double[][] points = new double[1][4];
      LogitCombination function = LogitCombination.difference(1, 0);
      Linearization result = classifier.linearize(points, new LogitCombination[][] {{function}})[0];
      assertThat(result.logits()).containsExactly(1, 2);
      assertThat(result.gradients()[0]).containsOnly(0.0);
      assertThat(
              classifier
                  .hessianVectorProducts(
                      points, new LogitCombination[] {function}, new double[1][4])[0])
          .containsOnly(0.0);
    }
  }

  @Test
  void linearize_raggedFunctions_equalsOneRowAtATime() {
    try (TorchClassifier classifier =
        new TorchClassifier(RandomNetworks.piecewiseLinear(), FLOAT64.withBatchSize(5))) {
      int n = 23;
      double[][] points = RandomNetworks.points(n, 72, 8);
      LogitCombination[][] functions = new LogitCombination[n][];
      for (int i = 0; i < n; i++) {
        functions[i] = new LogitCombination[(i * i) % 5];
        for (int m = 0; m < functions[i].length; m++) {
          functions[i][m] = LogitCombination.difference((i + m) % 4, (i + m + 1) % 4);
        }
      }
      Linearization[] together = classifier.linearize(points, functions);
      for (int i = 0; i < n; i++) {
        Linearization alone =
            classifier
                .linearize(new double[][] {points[i]}, new LogitCombination[][] {functions[i]})[0];
        assertThat(together[i].logits()).containsExactly(alone.logits(), within(1e-12));
        assertThat(together[i].gradients()).hasDimensions(functions[i].length, 72);
        for (int m = 0; m < functions[i].length; m++) {
          assertThat(Vectors.distance(together[i].gradients()[m], alone.gradients()[m]))
              .isLessThanOrEqualTo(1e-12 * Vectors.norm(alone.gradients()[m]));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"lenet-fashion", "lenet-cifar10", "nin-cifar10"})
  void float32_batchOfAnySize_isTheSameRowToTheBit(String model) {
    Graph graph = BuiltInModels.load(model).graph();
    try (TorchClassifier classifier = new TorchClassifier(graph, FLOAT32)) {
      double[][] points = RandomNetworks.points(40, classifier.dimension(), 3);
      LogitCombination[][] functions = new LogitCombination[points.length][];
      Arrays.fill(functions, new LogitCombination[] {LogitCombination.difference(4, 7)});
      double[][] logits = classifier.logits(points);
      Linearization[] together = classifier.linearize(points, functions);
      for (int rows : new int[] {1, 5, 12, 17, 30}) {
        int from = points.length - rows;
        double[][] some = Arrays.copyOfRange(points, from, points.length);
        double[][] someLogits = classifier.logits(some);
        Linearization[] apart = classifier.linearize(some, Arrays.copyOf(functions, rows));
        for (int i = 0; i < rows; i++) {
          assertThat(someLogits[i]).isEqualTo(logits[from + i]);
          assertThat(apart[i].logits()).isEqualTo(together[from + i].logits());
          assertThat(apart[i].gradients()).isEqualTo(together[from + i].gradients());
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"lenet-fashion", "lenet-cifar10"})
  void float32_productsOfABatchOfAnySize_areTheSameRowsToTheBit(String model) {
    Graph smooth = SmoothSurrogate.of(BuiltInModels.load(model).graph(), 4);
    try (TorchClassifier classifier = new TorchClassifier(smooth, FLOAT32)) {
      double[][] points = RandomNetworks.points(40, classifier.dimension(), 3);
      double[][] vectors = RandomNetworks.points(40, classifier.dimension(), 4);
      LogitCombination[] functions = new LogitCombination[points.length];
      Arrays.fill(functions, LogitCombination.difference(4, 7));
      double[][] together = classifier.hessianVectorProducts(points, functions, vectors);
      for (int rows : new int[] {1, 5, 12, 17, 30}) {
        int from = points.length - rows;
        double[][] apart =
            classifier.hessianVectorProducts(
                Arrays.copyOfRange(points, from, points.length),
                Arrays.copyOf(functions, rows),
                Arrays.copyOfRange(vectors, from, points.length));
        assertThat(apart).isDeepEqualTo(Arrays.copyOfRange(together, from, points.length));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 64})
  void everything_batchOfAnyComposition_isTheSameRow(int batchSize) {
    for (EngineOptions options : List.of(FLOAT32, FLOAT64)) {
      double tolerance = options.precision() == Precision.FLOAT32 ? 1e-5 : 1e-12;
      double[][] points = RandomNetworks.points(20, 3072, 9);
      LogitCombination[] function = {LogitCombination.difference(4, 7)};
      LogitCombination[][] functions = new LogitCombination[points.length][];
      Arrays.fill(functions, function);
      try (TorchClassifier chunked =
              new TorchClassifier(RandomNetworks.leNet(), options.withBatchSize(batchSize));
          TorchClassifier whole = new TorchClassifier(RandomNetworks.leNet(), options)) {
        assertThat(whole.batchSize()).isBetween(16, 128);
        assertThat(chunked.batchSize()).isEqualTo(batchSize);
        Linearization[] a = chunked.linearize(points, functions);
        Linearization[] b = whole.linearize(points, functions);
        double[][] logits = chunked.logits(points);
        for (int i = 0; i < points.length; i++) {
          double scale = Vectors.norm(b[i].logits());
          assertThat(Vectors.distance(a[i].logits(), b[i].logits())).isLessThan(tolerance * scale);
          assertThat(Vectors.distance(logits[i], b[i].logits())).isLessThan(tolerance * scale);
          assertThat(Vectors.distance(a[i].gradients()[0], b[i].gradients()[0]))
              .isLessThan(tolerance * Vectors.norm(b[i].gradients()[0]));
        }
      }
    }
  }

  @Test
  void float32_smoothNetwork_agreesWithFloat64() {
    double[][] points = RandomNetworks.points(4, 72, 10);
    double[][] vectors = gaussian(4, 72, 11);
    LogitCombination[] functions = new LogitCombination[4];
    Arrays.fill(functions, LogitCombination.difference(0, 1));
    Graph graph = RandomNetworks.smooth("Tanh");
    try (TorchClassifier narrow = new TorchClassifier(graph, FLOAT32);
        TorchClassifier wide = new TorchClassifier(graph, FLOAT64)) {
      double[][] a = narrow.hessianVectorProducts(points, functions, vectors);
      double[][] b = wide.hessianVectorProducts(points, functions, vectors);
      double[][] c = narrow.logits(points);
      double[][] d = wide.logits(points);
      for (int i = 0; i < 4; i++) {
        assertThat(Vectors.distance(a[i], b[i])).isLessThan(1e-4 * Vectors.norm(b[i]));
        assertThat(Vectors.distance(c[i], d[i])).isBetween(1e-12, 1e-5 * Vectors.norm(d[i]));
      }
    }
  }

  @Test
  void new_weightThatIsNotANumber_namesTheConstant() {
    Graph graph = RandomNetworks.affine();
    Map<String, Constant> broken = new HashMap<>(graph.constants());
    broken.put("dense.bias", Constant.of(new double[] {0, Double.NaN, 0}, 3));
    assertThatThrownBy(() -> new TorchClassifier(graph.withConstants(broken), FLOAT32))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("'dense.bias'")
        .hasMessageContaining("NaN");
  }

  @Test
  void new_logitsOfAnotherShape_saysWhatWasFound() {
    GraphBuilder builder = new GraphBuilder("input", List.of(1, 2, 2));
    Graph graph = builder.build(builder.relu("input"), Map.of());
    assertThatThrownBy(() -> new TorchClassifier(graph, FLOAT32))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("[2, 1, 2, 2]");
  }

  @Test
  void new_gpuThatIsNotThere_isRefused() {
    assertThatThrownBy(
            () ->
                new TorchClassifier(
                    RandomNetworks.affine(), FLOAT32.withDevice(DeviceName.parse("cuda:99"))))
        .isInstanceOf(DeviceNotAvailableException.class)
        .hasMessageContaining("cuda:99");
  }

  private static double[][] gaussian(int rows, int length, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] vectors = new double[rows][length];
    for (double[] vector : vectors) {
      Arrays.setAll(vector, i -> random.nextGaussian());
    }
    return vectors;
  }
}
