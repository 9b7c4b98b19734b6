package io.separatrix.network.rewrite;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.separatrix.network.Attributes;
import io.separatrix.network.Constant;
import io.separatrix.network.ElementType;
import io.separatrix.network.ModelFormatException;
import io.separatrix.network.Node;
import io.separatrix.network.OperatorGraph;
import io.separatrix.network.ValueInfo;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainingModeTest {

  private static Constant truth(int value) {
    return new Constant(ElementType.BOOL, new long[0], ByteBuffer.allocate(1).put(0, (byte) value));
  }

  private static final Map<String, Constant> CONSTANTS =
      Map.of(
          "true", truth(1),
          "false", truth(0),
          "half", Constant.of(new float[] {0.5f}),
          "nothing", Constant.of(new float[1]),
          "weights", Constant.of(new float[4], 2, 2));

  /** One node of x or of constants, whose result is added to x. */
  private static OperatorGraph graph(
      int opset, String operator, Attributes attributes, String inputs, int outputs) {
    List<String> written = List.of("y", "mean", "variance", "saved mean", "saved variance");
    Node node =
        new Node(
            operator, "layer", List.of(inputs.split(" ")), written.subList(0, outputs), attributes);
    Node sum = new Node("Add", "sum", List.of("x", "y"), List.of("z"), Attributes.NONE);
    return new OperatorGraph(
        opset,
        List.of(new ValueInfo("x", ElementType.FLOAT32, null)),
        List.of(new ValueInfo("z", ElementType.FLOAT32, null)),
        List.of(node, sum),
        CONSTANTS);
  }

  private static OperatorGraph normalization(int opset, long mode, String input, int outputs) {
    Attributes attributes =
        mode < 0 ? Attributes.NONE : Attributes.NONE.with("training_mode", mode);
    return graph(opset, "BatchNormalization", attributes, input + " s b m v", outputs);
  }

  @ParameterizedTest
  @CsvSource({"14, 1, 3", "15, 1, 1", "9, -1, 5", "13, -1, 2"})
  void refuse_normalizationByTheBatch_isRefused(int opset, long mode, int outputs) {
    assertThatThrownBy(() -> TrainingMode.refuse(normalization(opset, mode, "x", outputs)))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("BatchNormalization 'layer' is in training mode")
        .hasMessageContaining("other images of a batch")
        .hasMessageContaining("model.eval()");
  }

  @ParameterizedTest
  @CsvSource({
    "14, 0, x, 1",
    "14, -1, x, 1",
    "9, -1, x, 1",
    "15, 1, weights, 3",
    "9, -1, weights, 5"
  })
  void refuse_normalizationByItsNumbersOrOfWeights_isLeft(
      int opset, long mode, String input, int outputs) {
    assertThatCode(() -> TrainingMode.refuse(normalization(opset, mode, input, outputs)))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({"12, x half true", "13, x half true", "13, x '' true"})
  void refuse_activeDropout_isRefused(int opset, String inputs) {
    String named = inputs.replace("''", "");
    assertThatThrownBy(
            () -> TrainingMode.refuse(graph(opset, "Dropout", Attributes.NONE, named, 1)))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("Dropout 'layer' is in training mode: its logits would be random");
  }

  @ParameterizedTest
  @CsvSource({
    "7, x",
    "13, x",
    "13, x half",
    "13, x half false",
    "13, x nothing true",
    "13, weights half true",
  })
  void refuse_dropoutThatPassesOnOrIsOfWeights_isLeft(int opset, String inputs) {
    assertThatCode(() -> TrainingMode.refuse(graph(opset, "Dropout", Attributes.NONE, inputs, 1)))
        .doesNotThrowAnyException();
  }
}
