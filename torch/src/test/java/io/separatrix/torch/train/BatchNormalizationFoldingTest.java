package io.separatrix.torch.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.separatrix.network.Attributes;
import io.separatrix.network.Constant;
import io.separatrix.network.Graph;
import io.separatrix.network.GraphBuilder;
import io.separatrix.network.Node;
import io.separatrix.network.architecture.Architecture;
import io.separatrix.network.architecture.Architectures;
import io.separatrix.network.architecture.Parameter;
import io.separatrix.network.engine.EngineOptions;
import io.separatrix.network.engine.Precision;
import io.separatrix.network.rewrite.BatchNormalizationFolding;
import io.separatrix.torch.TorchClassifier;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Folding is exact in evaluation mode: checked on the engine in float64. */
class BatchNormalizationFoldingTest {

  private final SplittableRandom random = new SplittableRandom(5);

  private Constant random(double low, double high, long... shape) {
    int elements = 1;
    for (long extent : shape) {
      elements *= (int) extent;
    }
    return Constant.of(random.doubles(elements, low, high).toArray(), shape);
  }

  @Test
  void apply_ninWithRandomStatistics_keepsTheLogits() {
    Architecture nin = Architectures.find("nin", List.of(3, 12, 12), 10);
    Map<String, Constant> constants = new HashMap<>();
    for (Parameter parameter : nin.trainingParameters()) {
      long[] shape = parameter.shape().stream().mapToLong(Long::longValue).toArray();
      double width = Math.sqrt(6.0 / parameter.fanIn());
      constants.put(
          parameter.name(),
          switch (parameter.role()) {
            case WEIGHT -> random(-width, width, shape);
            case SHIFT, RUNNING_MEAN -> random(-0.5, 0.5, shape);
            case SCALE, RUNNING_VARIANCE -> random(0.5, 2, shape);
          });
    }
    constants.putAll(
        nin.trainingGraph(new float[] {0.4f, 0.5f, 0.6f}, new float[] {0.2f, 0.25f, 0.3f})
            .constants());
    Graph trained =
        nin.trainingGraph(new float[] {0, 0, 0}, new float[] {1, 1, 1}).withConstants(constants);
    Graph folded = BatchNormalizationFolding.apply(trained);

    assertThat(folded.nodes().stream().map(Node::operator)).doesNotContain("BatchNormalization");
    assertThat(folded.constants().keySet()).noneMatch(name -> name.contains(".norm."));
    assertSameLogits(trained, folded);
    assertSameLogits(trained, nin.graph(folded.constants()));
  }

  @Test
  void apply_convolutionWithBias_keepsTheLogits() {
    Graph graph = convolutionAndNorm(false);
    Graph folded = BatchNormalizationFolding.apply(graph);
    assertThat(folded.nodes().stream().map(Node::operator)).doesNotContain("BatchNormalization");
    assertSameLogits(graph, folded);
  }

  @Test
  void apply_convolutionThatIsReadTwice_isLeftAlone() {
    Graph graph = convolutionAndNorm(true);
    Graph folded = BatchNormalizationFolding.apply(graph);
    assertThat(folded.nodes()).isEqualTo(graph.nodes());
    assertSameLogits(graph, folded);
  }

  private Graph convolutionAndNorm(boolean readTwice) {
    GraphBuilder builder = new GraphBuilder("x", List.of(3, 6, 6));
    String conv = builder.conv("x", "c", 3, 1);
    String norm =
        builder.node(
            "BatchNormalization",
            Attributes.NONE.with("epsilon", 0.01f),
            conv,
            "scale",
            "shift",
            "mean",
            "variance");
    String sum = readTwice ? builder.node("Add", Attributes.NONE, norm, conv) : norm;
    String pooled = builder.flatten(builder.node("GlobalAveragePool", Attributes.NONE, sum));
    return builder.build(
        pooled,
        Map.of(
            "c.weight", random(-1, 1, 4, 3, 3, 3),
            "c.bias", random(-1, 1, 4),
            "scale", random(0.5, 2, 4),
            "shift", random(-1, 1, 4),
            "mean", random(-1, 1, 4),
            "variance", random(0.1, 2, 4)));
  }

  private void assertSameLogits(Graph one, Graph two) {
    double[][] points = new double[5][];
    for (int i = 0; i < points.length; i++) {
      points[i] = random.doubles(one.dimension(), 0, 1).toArray();
    }
    EngineOptions options = EngineOptions.DEFAULT.withPrecision(Precision.FLOAT64);
    try (TorchClassifier first = new TorchClassifier(one, options);
        TorchClassifier second = new TorchClassifier(two, options)) {
      double[][] expected = first.logits(points);
      double[][] found = second.logits(points);
      for (int i = 0; i < points.length; i++) {
        assertThat(found[i]).containsExactly(expected[i], within(1e-6));
      }
    }
  }
}
