package io.separatrix.proof.enclosure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.separatrix.geometry.Classifier;
import io.separatrix.network.Attributes;
import io.separatrix.network.Constant;
import io.separatrix.network.Graph;
import io.separatrix.network.GraphBuilder;
import io.separatrix.network.engine.EngineOptions;
import io.separatrix.network.engine.Precision;
import io.separatrix.torch.TorchClassifier;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nothing outside its enclosure, ever: random networks against another engine. */
class SoundnessTest {

  private static final boolean SLOW = Boolean.getBoolean("separatrix.slow");
  private static final int NETWORKS = SLOW ? 100 : 12;
  private static final int SEGMENTS = SLOW ? 100 : 6;
  private static final int SAMPLES = 9;

  /** Rounding of the other engine. */
  private static final double TOLERANCE = 1e-9;

  private static double[] image(SplittableRandom random, int dimension) {
    return random.doubles(dimension, -1, 1).toArray();
  }

  private static double[] point(double[] a, double[] b, double t) {
    double[] x = new double[a.length];
    for (int i = 0; i < x.length; i++) {
      x[i] = a[i] + t * (b[i] - a[i]);
    }
    return x;
  }

  @ParameterizedTest
  @CsvSource({
    "false, false, false",
    "true, true, false",
    "true, false, false",
    "false, true, false",
    "false, false, true",
    "true, true, true"
  })
  void differences_randomNetworks_holdAllSamples(boolean generators, boolean ball, boolean curved) {
    SplittableRandom random = new SplittableRandom(1);
    for (int seed = 0; seed < NETWORKS; seed++) {
      Graph graph = RandomNetworks.network(seed, curved);
      Program program = Program.of(graph, Rounding.RIGOROUS);
      EngineOptions options = EngineOptions.DEFAULT.withPrecision(Precision.FLOAT64);
      try (TorchClassifier engine = new TorchClassifier(graph, options)) {
        for (int segment = 0; segment < SEGMENTS; segment++) {
          double[] a = image(random, program.dimension());
          double[] b = image(random, program.dimension());
          int label = random.nextInt(program.classes());
          Passage.Carrying carrying = new Passage.Carrying(generators, ball, 100_000);
          Passage passage = Passage.along(program, carrying, a, b, label);
          check(passage, engine, a, b, label, seed);
        }
      }
    }
  }

  /** relu(-1/x) + 1 against 0, for x from -1 to 1: whatever follows a pole, nothing is known. */
  @ParameterizedTest
  @CsvSource({"false, false", "true, true", "true, false", "false, true"})
  void margins_overAPole_areUnknown(boolean generators, boolean ball) {
    GraphBuilder builder = new GraphBuilder("x", List.of(1, 1, 1));
    String pole = builder.node("Reciprocal", Attributes.NONE, builder.flatten("x"));
    String kink = builder.relu(builder.node("Neg", Attributes.NONE, pole));
    String weight = builder.constant("w", Constant.of(new double[] {1, 0}, 2, 1));
    String bias = builder.constant("b", Constant.of(new double[] {1, 0}, 2));
    Graph graph =
        builder.build(
            builder.node("Gemm", Attributes.NONE.with("transB", 1L), kink, weight, bias), Map.of());
    Program program = Program.of(graph, Rounding.RIGOROUS);
    Passage.Carrying carrying = new Passage.Carrying(generators, ball, 100);
    Passage passage = Passage.along(program, carrying, new double[] {-1}, new double[] {1}, 0);
    assertThat(passage.margins(List.of(Part.WHOLE)).get(0).bound())
        .isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(passage.margins(List.of(new Part(0.75, 1))).get(0).bound()).isPositive();
  }

  @Test
  void margins_ofAPartGivenUp_areUnknownAndThoseOfOthersKnown() {
    GraphBuilder builder = new GraphBuilder("x", List.of(1, 1, 1));
    String kink = builder.relu(builder.flatten("x"));
    String weight = builder.constant("w", Constant.of(new double[] {1, 0}, 2, 1));
    String bias = builder.constant("b", Constant.of(new double[] {1, 0}, 2));
    Graph graph =
        builder.build(
            builder.node("Gemm", Attributes.NONE.with("transB", 1L), kink, weight, bias), Map.of());
    Passage passage =
        Passage.along(
            Program.of(graph, Rounding.RIGOROUS),
            new Passage.Carrying(true, true, 0),
            new double[] {-1},
            new double[] {1},
            0);
    Part flat = new Part(0.75, 1);
    assertThat(passage.margins(List.of(Part.WHOLE)).get(0).bound())
        .isEqualTo(Double.NEGATIVE_INFINITY);
    List<Passage.Margin> both = passage.margins(List.of(Part.WHOLE, flat));
    assertThat(both.get(0).bound()).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(both.get(1)).isEqualTo(passage.margins(List.of(flat)).get(0));
    assertThat(both.get(1).bound()).isCloseTo(1.5, within(1e-12));
  }

  @ParameterizedTest
  @CsvSource({"false, false, true", "true, true, false", "true, false, true", "false, true, true"})
  void differences_onTriangles_holdAllSamples(boolean generators, boolean ball, boolean curved) {
    SplittableRandom random = new SplittableRandom(2);
    for (int seed = 0; seed < NETWORKS; seed++) {
      Graph graph = RandomNetworks.network(seed, curved);
      Program program = Program.of(graph, Rounding.RIGOROUS);
      EngineOptions options = EngineOptions.DEFAULT.withPrecision(Precision.FLOAT64);
      try (TorchClassifier engine = new TorchClassifier(graph, options)) {
        double[][] corners = new double[3][];
        Arrays.setAll(corners, i -> image(random, program.dimension()));
        int label = random.nextInt(program.classes());
        Passage.Carrying carrying = new Passage.Carrying(generators, ball, 100_000);
        Passage passage =
            Passage.across(program, carrying, corners[0], corners[1], corners[2], label);
        for (Square square : List.of(Square.WHOLE, new Square(2, 1, 2), new Square(6, 40, 3))) {
          checkOn(square, passage, engine, corners, label);
        }
      }
    }
  }

  private static void checkOn(
      Square square, Passage passage, Classifier engine, double[][] corners, int label) {
    double[][] middle = {{square.middleU(), square.middleV()}};
    double[][] width = {{square.width(), square.width()}};
    Enclosure differences = passage.differences(middle, width);
    int steps = 5;
    double[][] points = new double[steps * steps][];
    for (int i = 0; i < points.length; i++) {
      double u = square.middleU() + square.width() * offset(i % steps, steps) / 2;
      double v = square.middleV() + square.width() * offset(i / steps, steps) / 2;
      points[i] = new double[corners[0].length];
      for (int k = 0; k < points[i].length; k++) {
        double a = corners[0][k];
        points[i][k] = a + u * (corners[1][k] - a) + v * (corners[2][k] - a);
      }
    }
    double[][] logits = engine.logits(points);
    for (int n = 0; n < differences.neurons(); n++) {
      double[] affine = differences.affine()[n];
      double free = differences.spread() == null ? 0 : differences.spread()[n][0];
      double error = free + differences.remainder().at(n, 0);
      for (int i = 0; i < points.length; i++) {
        double value = logits[i][label] - logits[i][n < label ? n : n + 1];
        double expected =
            affine[0] + affine[1] * offset(i % steps, steps) + affine[2] * offset(i / steps, steps);
        assertThat(Math.abs(value - expected) > error + TOLERANCE * (1 + Math.abs(value)))
            .as(
                "square %s, sample %d: %s, %s off by more than %s",
                square, i, value, expected, error)
            .isFalse();
      }
    }
  }

  /** From -1 to 1. */
  private static double offset(int i, int steps) {
    return 2.0 * i / (steps - 1) - 1;
  }

  private static void check(
      Passage passage, Classifier engine, double[] a, double[] b, int label, int seed) {
    double[] widths = {1, 0.25, 0x1p-6};
    double[][] middle = new double[widths.length][];
    double[][] width = new double[widths.length][];
    for (int i = 0; i < widths.length; i++) {
      middle[i] = new double[] {widths[i] / 2};
      width[i] = new double[] {widths[i]};
    }
    Enclosure differences = passage.differences(middle, width);
    for (int part = 0; part < widths.length; part++) {
      double[][] points = new double[SAMPLES][];
      for (int i = 0; i < SAMPLES; i++) {
        points[i] = point(a, b, widths[part] * i / (SAMPLES - 1));
      }
      double[][] logits = engine.logits(points);
      for (int n = 0; n < differences.neurons(); n++) {
        int other = n < label ? n : n + 1;
        double centre = differences.affine()[n][part];
        double slope = differences.affine()[n][widths.length + part];
        double free = differences.spread() == null ? 0 : differences.spread()[n][part];
        double error = free + differences.remainder().at(n, part);
        for (int i = 0; i < SAMPLES; i++) {
          double tau = 2.0 * i / (SAMPLES - 1) - 1;
          double value = logits[i][label] - logits[i][other];
          double distance = Math.abs(value - (centre + slope * tau));
          // NaN: nothing is known, as where a number may leave the domain of a root.
          assertThat(distance > error + TOLERANCE * (1 + Math.abs(value)))
              .as("network %d, part %d, sample %d: %s > %s", seed, part, i, distance, error)
              .isFalse();
        }
      }
    }
  }
}
