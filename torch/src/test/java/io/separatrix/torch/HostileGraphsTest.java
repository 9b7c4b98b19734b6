package io.separatrix.torch;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.separatrix.network.Attributes;
import io.separatrix.network.Graph;
import io.separatrix.network.ModelFormatException;
import io.separatrix.network.engine.DeviceName;
import io.separatrix.network.engine.EngineOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Sound files whose operators ask for too much or do not fit: the node is named, nothing crashes.
 */
@Timeout(20)
class HostileGraphsTest {

  private static void assertRefused(Graph graph, String... reasons) {
    var refusal =
        assertThatThrownBy(
                () ->
                    new TorchClassifier(graph, EngineOptions.DEFAULT.withDevice(DeviceName.CPU))
                        .close())
            .isInstanceOf(ModelFormatException.class);
    for (String reason : reasons) {
      refusal.hasMessageContaining(reason);
    }
  }

  private static Attributes with(String name, Object value) {
    return Attributes.NONE.with(name, value);
  }

  @Test
  void run_unknownOperator_isNamedWithTheSupportedOnes() {
    RandomWeights w = new RandomWeights(1, 2, 2);
    assertRefused(w.build(w.node("Frobnicate", "image")), "Frobnicate", "supported are", "Conv");
  }

  @Test
  void run_giganticTensors_areRefusedBeforeTheyAreMade() {
    for (long extent : new long[] {1L << 40, Long.MAX_VALUE, 1L << 31}) {
      RandomWeights w = new RandomWeights(1, 2, 2);
      assertRefused(
          w.build(w.node("Add", "image", w.node("ConstantOfShape", w.longs(extent, extent)))),
          "ConstantOfShape");
      w = new RandomWeights(1, 2, 2);
      assertRefused(w.build(w.node("Expand", "image", w.longs(extent, 1, 2, 2))), "Expand");
      w = new RandomWeights(1, 2, 2);
      assertRefused(w.build(w.node("Tile", "image", w.longs(1, 1, 1, extent))), "Tile");
      w = new RandomWeights(1, 2, 2);
      assertRefused(
          w.build(w.node("Pad", "image", w.longs(0, 0, 0, 0, 0, 0, extent, extent))), "Pad");
      w = new RandomWeights(1, 2, 2);
      assertRefused(
          w.build(
              w.node(
                  "Conv",
                  with("pads", new long[] {extent, 0, 0, 0}),
                  "image",
                  w.weight(1, 1, 1, 1, 1))),
          "Conv");
      w = new RandomWeights(1, 2, 2);
      assertRefused(
          w.build(
              w.node(
                  "ConvTranspose",
                  with("strides", new long[] {extent, 1}),
                  "image",
                  w.weight(1, 1, 1, 1, 1))),
          "ConvTranspose");
    }
  }

  @Test
  void run_doublingWithoutEnd_isStopped() {
    RandomWeights w = new RandomWeights(1, 2, 2);
    String x = "image";
    for (int i = 0; i < 60; i++) {
      x = w.concat(1, x, x);
    }
    assertRefused(w.build(x), "Concat", "elements allowed");
  }

  @Test
  void run_attributesOfTheWrongKind_areNamed() {
    RandomWeights w = new RandomWeights(1, 4, 4);
    assertRefused(w.build(w.node("MaxPool", with("kernel_shape", 2L), "image")), "kernel_shape");
    w = new RandomWeights(1, 4, 4);
    assertRefused(
        w.build(w.node("MaxPool", with("kernel_shape", new long[] {0, 2}), "image")), "MaxPool");
    w = new RandomWeights(1, 4, 4);
    assertRefused(
        w.build(w.node("MaxPool", with("kernel_shape", new long[] {9, 9}), "image")), "MaxPool");
    w = new RandomWeights(1, 4, 4);
    assertRefused(
        w.build(w.node("Transpose", with("perm", new long[] {0, 0}), "image")), "Transpose");
  }

  @Test
  void run_operandsThatDoNotFit_areRefused() {
    RandomWeights w = new RandomWeights(1, 4, 4);
    assertRefused(w.build(w.node("Add", "image", w.weight(1, 3))), "Add");
    w = new RandomWeights(1, 4, 4);
    assertRefused(w.build(w.node("Conv", "image", w.weight(1, 2, 3, 3, 3))), "Conv");
    w = new RandomWeights(1, 4, 4);
    assertRefused(w.build(w.node("Conv", "image")), "Conv");
    w = new RandomWeights(1, 4, 4);
    assertRefused(w.build(w.node("Gather", "image", w.longs(99))), "Gather");
    w = new RandomWeights(1, 4, 4);
    assertRefused(w.build(w.node("Reshape", "image", w.longs(7))), "Reshape");
  }
}
