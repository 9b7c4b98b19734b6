package io.separatrix.torch;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.separatrix.network.Constant;
import io.separatrix.network.Graph;
import io.separatrix.network.Node;
import org.junit.jupiter.api.Test;

class ConstantFoldingTest {

  @Test
  void apply_arithmeticOfConstants_isComputedInDoublePrecision() {
    RandomWeights w = new RandomWeights(1, 2, 2);
    String third = w.node("Div", w.number(1), w.number(3));
    Graph graph = w.build(w.node("Mul", "image", w.node("Sqrt", third)));
    Graph folded = ConstantFolding.apply(graph);
    assertThat(folded.nodes()).extracting(Node::operator).containsExactly("Mul");
    Constant value = requireNonNull(folded.constants().get(folded.nodes().get(0).inputs().get(1)));
    assertThat(value.toDoubles()).containsExactly(Math.sqrt(1 / 3.0));
  }

  @Test
  void apply_shapeOfTheBatch_stays() {
    RandomWeights w = new RandomWeights(1, 2, 2);
    Graph graph = w.build(w.node("Reshape", "image", w.node("Shape", "image")));
    assertThat(ConstantFolding.apply(graph)).isEqualTo(graph);
  }

  @Test
  void apply_constantLargerThanTheBound_isLeftToTheRun() {
    RandomWeights w = new RandomWeights(1, 2, 2);
    String large = w.node("ConstantOfShape", w.longs(1L << 12, 1L << 12));
    Graph graph = w.build(w.node("Add", "image", w.node("ReduceMax", large)));
    assertThat(ConstantFolding.apply(graph).nodes()).hasSize(3);
  }
}
