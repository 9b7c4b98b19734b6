package io.separatrix.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.separatrix.geometry.Linearization;
import io.separatrix.geometry.LogitCombination;
import io.separatrix.network.Attributes;
import io.separatrix.network.Graph;
import io.separatrix.network.ModelFormatException;
import io.separatrix.network.engine.DeviceName;
import io.separatrix.network.engine.EngineOptions;
import io.separatrix.network.engine.OpenedBatch;
import io.separatrix.network.engine.Precision;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Graphs that spell a batch size out, as exporters write them. */
class BatchOpeningTest {

  private static final EngineOptions FLOAT64 =
      EngineOptions.DEFAULT.withPrecision(Precision.FLOAT64).withDevice(DeviceName.CPU);

  /** Each row of a batch has the logits of the graph as it is, run for that row alone. */
  private static void assertOpened(Graph graph, int batch) {
    Graph prescribing = graph.withBatch(batch);
    OpenedBatch opening = BatchOpening.open(prescribing);
    assertThat(opening.failure()).isNull();
    assertThat(opening.graph().batch()).isEqualTo(Graph.ANY_BATCH);
    assertSameLogits(prescribing, opening.graph());
  }

  private static void assertSameLogits(Graph prescribing, Graph studied) {
    double[][] points = RandomNetworks.points(5, prescribing.dimension(), 2);
    try (TorchClassifier classifier = new TorchClassifier(studied, FLOAT64);
        GraphNetwork alone = new GraphNetwork(prescribing, Precision.FLOAT64, DeviceName.CPU)) {
      double[][] expected =
          new Derivatives(alone, classifier.classes(), new GradientGraphs(0)).logits(points);
      double[][] together = classifier.logits(points);
      for (int i = 0; i < points.length; i++) {
        assertThat(together[i]).containsExactly(expected[i], within(1e-11));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void open_reshapeThatMergesTheBatch_isRewritten(int batch) {
    RandomWeights w = new RandomWeights(2, 8, 4);
    String x = w.node("Reshape", "image", w.longs(batch * 8L, -1));
    String hidden = w.relu(w.dense(x, 8, 8));
    String back = w.node("Reshape", hidden, w.longs(batch, 64));
    assertOpened(w.build(w.dense(back, 64, 3)), batch);
  }

  @Test
  void open_zerosThatAllowzeroMeans_areNotCopied() {
    RandomWeights w = new RandomWeights(1, 4, 4);
    Attributes exact = Attributes.NONE.with("allowzero", 1L);
    String flat = w.node("Reshape", exact, "image", w.longs(1, 16));
    assertOpened(w.build(w.dense(flat, 16, 3)), 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void open_attentionWithTheSequenceFirst_isRewritten(int batch) {
    // L = 4 tokens of D = 6 numbers, two heads; the batch stands second and is merged on both
    // sides.
    RandomWeights w = new RandomWeights(4, 2, 3);
    String tokens = w.transpose(w.node("Reshape", "image", w.longs(batch, 4, 6)), 1, 0, 2);
    String rows = w.node("Reshape", tokens, w.longs(4L * batch, 6));
    String keys = w.node("Reshape", w.dense(rows, 6, 6), w.longs(4, batch, 6));
    String heads = w.transpose(w.node("Reshape", keys, w.longs(4, 2L * batch, 3)), 1, 0, 2);
    String weights =
        w.node(
            "Softmax",
            Attributes.NONE.with("axis", -1L),
            w.node("MatMul", heads, w.transpose(heads, 0, 2, 1)));
    String mixed = w.transpose(w.node("MatMul", weights, heads), 1, 0, 2);
    String joined = w.dense(w.node("Reshape", mixed, w.longs(4L * batch, 6)), 6, 6);
    String apart = w.transpose(w.node("Reshape", joined, w.longs(4, batch, 6)), 1, 0, 2);
    String flat = w.node("Reshape", apart, w.longs(batch, 24));
    assertOpened(w.build(w.dense(flat, 24, 3)), batch);
  }

  @Test
  void open_classTokenAndPositions_areRepeatedForEachImage() {
    RandomWeights w = new RandomWeights(2, 3, 4);
    String tokens = w.node("Reshape", "image", w.longs(1, 2, 12));
    String joined = w.concat(1, w.weight(1, 1, 1, 12), tokens);
    String placed = w.node("Add", joined, w.weight(1, 1, 3, 12));
    String flat = w.node("Reshape", placed, w.longs(1, 36));
    assertOpened(w.build(w.dense(flat, 36, 5)), 1);
  }

  @Test
  void open_maskOfWindowsTimesTheBatch_isMetByWindows() {
    // Four windows of four pixels each, a bias for each window.
    RandomWeights w = new RandomWeights(1, 4, 4);
    String windows = w.node("Reshape", "image", w.longs(4, 4));
    String masked = w.relu(w.node("Add", windows, w.weight(1, 4, 4)));
    String flat = w.node("Reshape", masked, w.longs(1, 16));
    assertOpened(w.build(w.dense(flat, 16, 3)), 1);
  }

  @Test
  void open_constantsStretchedOverTheBatch_shrink() {
    RandomWeights w = new RandomWeights(1, 2, 3);
    String flat = w.node("Reshape", "image", w.longs(3, 6));
    String bias = w.node("Expand", w.weight(1, 1, 6), w.longs(3, 6));
    String token = w.node("Expand", w.weight(1, 1, 2), w.longs(3, 2));
    String joined = w.concat(1, token, w.relu(w.node("Add", flat, bias)));
    assertOpened(w.build(w.dense(joined, 8, 3)), 3);
  }

  @Test
  void open_sliceThatSpellsTheBatchOut_takesAll() {
    RandomWeights w = new RandomWeights(1, 2, 3);
    String part =
        w.node("Slice", "image", w.longs(0, 0), w.longs(1, 2), w.longs(0, 3), w.longs(1, 1));
    String flat = w.node("Reshape", part, w.longs(1, 4));
    assertOpened(w.build(w.dense(flat, 4, 3)), 1);
  }

  @Test
  void open_stridedViewOfAnImage_isTakenOfEach() {
    RandomWeights w = new RandomWeights(1, 2, 3);
    String all = w.node("Reshape", "image", w.longs(-1));
    String view = w.node("Gather", all, w.longs(5, 0, 3));
    String row = w.node("Reshape", view, w.longs(1, 3));
    assertOpened(w.build(w.dense(row, 3, 3)), 1);
  }

  @Test
  void open_rowsThatMix_runsRowByRowAndSaysWhere() {
    RandomWeights w = new RandomWeights(1, 2, 3);
    String logits = w.dense(w.node("Reshape", "image", w.longs(2, 6)), 6, 3);
    String mean = w.node("ReduceMean", Attributes.NONE.with("axes", new long[] {0}), logits);
    Graph graph = w.build(w.node("Sub", logits, w.node("Mul", mean, w.number(.5)))).withBatch(2);
    OpenedBatch opening = BatchOpening.open(graph);
    assertThat(opening.failure()).contains("ReduceMean", "mixes the images of the batch");
    assertThat(opening.graph()).isEqualTo(graph);
    assertSameLogits(graph, graph);
  }

  @Test
  void logits_graphThatLosesItsBatch_runRowByRowWithTheirGradients() {
    RandomWeights w = new RandomWeights(1, 2, 3);
    String flat = w.node("Squeeze", w.node("Reshape", "image", w.longs(6)));
    String row = w.node("Reshape", w.node("MatMul", flat, w.weight(1, 6, 3)), w.longs(3));
    Graph graph = w.build(row).withBatch(1);
    double[][] points = RandomNetworks.points(3, 6, 2);
    LogitCombination[][] functions = new LogitCombination[3][];
    Arrays.fill(functions, new LogitCombination[] {LogitCombination.logit(1)});
    try (TorchClassifier classifier = new TorchClassifier(graph, FLOAT64)) {
      Linearization[] linear = classifier.linearize(points, functions);
      for (int i = 0; i < 3; i++) {
        double sum = 0;
        for (int j = 0; j < 6; j++) {
          sum += linear[i].gradients()[0][j] * points[i][j];
        }
        assertThat(linear[i].logits()[1]).isCloseTo(sum, within(1e-12));
      }
    }
  }

  @Test
  void open_absurdBatch_isRefused() {
    RandomWeights w = new RandomWeights(1, 2, 3);
    Graph graph = w.build(w.dense(w.flatten("image"), 6, 3)).withBatch(1 << 30);
    assertThatThrownBy(() -> BatchOpening.open(graph))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("found 1073741824 images");
  }
}
