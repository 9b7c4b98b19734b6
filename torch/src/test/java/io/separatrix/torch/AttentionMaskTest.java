package io.separatrix.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.separatrix.geometry.Linearization;
import io.separatrix.geometry.LogitCombination;
import io.separatrix.network.Attributes;
import io.separatrix.network.Graph;
import io.separatrix.network.engine.DeviceName;
import io.separatrix.network.engine.EngineOptions;
import io.separatrix.network.engine.Precision;
import io.separatrix.network.onnx.OnnxReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Attention in which a token sees itself and those before it, as exporters write it. */
class AttentionMaskTest {

  private static final int TOKENS = 6;
  private static final int WIDTH = 4;

  /** So low that what it is added to has no weight left in double precision. */
  private static final double LOW = -1e4;

  private static final EngineOptions FLOAT64 =
      EngineOptions.DEFAULT.withPrecision(Precision.FLOAT64).withDevice(DeviceName.CPU);

  enum Mask {
    ADDED,
    CHOSEN
  }

  @TempDir Path folder;

  private TorchClassifier classifier(Mask kind, double masked) throws IOException {
    RandomWeights w = new RandomWeights(1, TOKENS, WIDTH);
    String tokens = w.node("Reshape", "image", w.longs(-1, TOKENS, WIDTH));
    String q = w.linear(tokens, WIDTH, WIDTH);
    String k = w.linear(tokens, WIDTH, WIDTH);
    String scores = w.node("MatMul", q, w.transpose(k, 0, 2, 1));
    scores =
        kind == Mask.ADDED
            ? w.node("Add", scores, w.node("Trilu", upper(), square(w, masked), w.longs(1)))
            : w.node(
                "Where",
                w.node("Greater", w.node("Trilu", upper(), square(w, 1), w.longs(1)), w.number(0)),
                w.number(masked),
                scores);
    String weights = w.node("Softmax", Attributes.NONE.with("axis", -1L), scores);
    String mixed = w.node("MatMul", weights, w.linear(tokens, WIDTH, WIDTH));
    String first = w.node("Gather", Attributes.NONE.with("axis", 1L), mixed, w.longs(0, 3));
    Graph graph = w.build(w.dense(w.flatten(first), 2 * WIDTH, 3));
    Path file = OnnxFiles.write(graph, 0, folder.resolve("masked.onnx"));
    return new TorchClassifier(OnnxReader.read(file).graph(), FLOAT64);
  }

  private static Attributes upper() {
    return Attributes.NONE.with("upper", 1L);
  }

  private static String square(RandomWeights w, double value) {
    double[] values = new double[TOKENS * TOKENS];
    Arrays.fill(values, value);
    return w.node("Reshape", w.numbers(values), w.longs(TOKENS, TOKENS));
  }

  @ParameterizedTest
  @EnumSource
  void linearize_infiniteMask_isThatOfAVeryLowOne(Mask kind) throws IOException {
    double[][] x = RandomNetworks.points(1, TOKENS * WIDTH, 3);
    double[][] v = RandomNetworks.points(1, TOKENS * WIDTH, 4);
    LogitCombination[] margin = {LogitCombination.difference(0, 1)};
    try (TorchClassifier infinite = classifier(kind, Double.NEGATIVE_INFINITY);
        TorchClassifier low = classifier(kind, LOW)) {
      Linearization one = infinite.linearize(x, new LogitCombination[][] {margin})[0];
      Linearization other = low.linearize(x, new LogitCombination[][] {margin})[0];
      assertThat(one.logits()).containsExactly(other.logits(), within(1e-12));
      assertThat(one.gradients()[0]).containsExactly(other.gradients()[0], within(1e-12));
      assertThat(infinite.hessianVectorProducts(x, margin, v)[0])
          .containsExactly(low.hessianVectorProducts(x, margin, v)[0], within(1e-12));
      // Neither of the two tokens behind the logits sees the last two.
      assertThat(Arrays.copyOfRange(one.gradients()[0], 4 * WIDTH, TOKENS * WIDTH)).containsOnly(0);
      assertThat(Arrays.copyOf(one.gradients()[0], 4 * WIDTH)).doesNotContain(0);
    }
  }
}
