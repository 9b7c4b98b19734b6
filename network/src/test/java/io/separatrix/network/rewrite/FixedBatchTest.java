package io.separatrix.network.rewrite;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.separatrix.network.Attributes;
import io.separatrix.network.Constant;
import io.separatrix.network.ElementType;
import io.separatrix.network.Node;
import io.separatrix.network.OperatorGraph;
import io.separatrix.network.ValueInfo;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FixedBatchTest {

  private static long[] openedShape(String data, long... shape) {
    Node reshape = new Node("Reshape", "r", List.of(data, "shape"), List.of("y"), Attributes.NONE);
    OperatorGraph graph =
        new OperatorGraph(
            13,
            List.of(new ValueInfo("x", ElementType.FLOAT32, List.of(4L, 2L, 2L, 2L))),
            List.of(new ValueInfo("y", ElementType.FLOAT32, null)),
            List.of(reshape),
            Map.of(
                "shape", Constant.of(shape, shape.length), "w", Constant.of(new float[16], 4, 4)));
    OperatorGraph open = FixedBatch.open(graph, 4);
    String read = open.nodes().get(0).inputs().get(1);
    return requireNonNull(open.constants().get(read)).toLongs();
  }

  @Test
  void open_reshapeOfImages_infersTheBatch() {
    assertThat(openedShape("x", 4, 8)).containsExactly(-1, 8);
  }

  @Test
  void open_reshapeThatInfersAnother_copiesTheBatch() {
    assertThat(openedShape("x", 4, -1)).containsExactly(0, -1);
  }

  @Test
  void open_reshapeOfWeightsOrToAnotherExtent_stays() {
    assertThat(openedShape("w", 4, 4)).containsExactly(4, 4);
    assertThat(openedShape("x", 2, 16)).containsExactly(2, 16);
  }
}
