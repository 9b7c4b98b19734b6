package io.separatrix.network.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import io.separatrix.network.Attributes;
import io.separatrix.network.ElementType;
import io.separatrix.network.Node;
import io.separatrix.network.OperatorGraph;
import io.separatrix.network.ValueInfo;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrailingSoftmaxTest {

  private static final Node LOGITS = node("Flatten", Attributes.NONE, "logits", "x");

  private static Node node(String operator, Attributes attributes, String out, String... in) {
    return new Node(operator, out, List.of(in), List.of(out), attributes);
  }

  private static TrailingSoftmax strip(int opset, String output, Node... nodes) {
    return TrailingSoftmax.strip(
        new OperatorGraph(
            opset,
            List.of(new ValueInfo("x", ElementType.FLOAT32, null)),
            List.of(new ValueInfo(output, ElementType.FLOAT32, null)),
            List.of(nodes),
            Map.of()));
  }

  private static Attributes axis(long axis) {
    return Attributes.NONE.with("axis", axis);
  }

  @Test
  void strip_softmaxAtTheEnd_outputIsItsInput() {
    TrailingSoftmax result =
        strip(13, "y", LOGITS, node("Softmax", Attributes.NONE, "y", "logits"));
    assertThat(result.removed()).containsExactly("Softmax");
    assertThat(result.graph().outputs().get(0).name()).isEqualTo("logits");
    assertThat(result.graph().nodes()).containsExactly(LOGITS);
  }

  @Test
  void strip_softmaxBeforeAFlatten_flattenReadsItsInput() {
    TrailingSoftmax result =
        strip(
            9,
            "y",
            LOGITS,
            node("Softmax", axis(1), "s", "logits"),
            node("Flatten", Attributes.NONE, "y", "s"));
    assertThat(result.removed()).containsExactly("Softmax");
    assertThat(result.graph().nodes())
        .containsExactly(LOGITS, node("Flatten", Attributes.NONE, "y", "logits"));
  }

  @Test
  void strip_logOfSoftmaxTwice_bothGo() {
    TrailingSoftmax result =
        strip(
            13,
            "y",
            LOGITS,
            node("Softmax", axis(1), "s", "logits"),
            node("LogSoftmax", axis(-1), "y", "s"));
    assertThat(result.removed()).containsExactly("LogSoftmax", "Softmax");
  }

  @Test
  void strip_logOfASoftmax_bothGo() {
    TrailingSoftmax result =
        strip(
            13,
            "y",
            LOGITS,
            node("Softmax", axis(1), "s", "logits"),
            node("Log", Attributes.NONE, "y", "s"));
    assertThat(result.removed()).containsExactly("Log", "Softmax");
    assertThat(result.graph().nodes()).containsExactly(LOGITS);
  }

  @Test
  void strip_logOfSomethingElse_stays() {
    assertThat(strip(13, "y", LOGITS, node("Log", Attributes.NONE, "y", "logits")).removed())
        .isEmpty();
    assertThat(
            strip(
                    13,
                    "y",
                    LOGITS,
                    node("Softmax", axis(0), "s", "logits"),
                    node("Log", Attributes.NONE, "y", "s"))
                .removed())
        .isEmpty();
  }

  @Test
  void strip_softmaxThatIsReadTwiceOrNotOverClasses_stays() {
    Node attention = node("Softmax", axis(1), "s", "logits");
    assertThat(
            strip(13, "y", LOGITS, attention, node("Mul", Attributes.NONE, "y", "s", "s"))
                .removed())
        .isEmpty();
    assertThat(strip(13, "y", LOGITS, node("Softmax", axis(0), "y", "logits")).removed()).isEmpty();
  }
}
