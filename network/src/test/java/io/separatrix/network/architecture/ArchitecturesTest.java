package io.separatrix.network.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.separatrix.network.Constant;
import io.separatrix.network.Graph;
import io.separatrix.network.ModelFormatException;
import io.separatrix.network.Node;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArchitecturesTest {

  private static final List<Integer> CIFAR = List.of(3, 32, 32);

  /** Counted by hand from the published layer sizes, outputs x (inputs x kernel area + 1). */
  @ParameterizedTest
  @CsvSource({
    "lenet, 3, 32, 145578", // 2432 + 25632 + 51264 + 65600 + 650
    "lenet, 1, 28, 115306", // 832 + 25632 + 51264 + 36928 + 650
    "lenet-smooth, 1, 28, 58026", // 416 + 12832 + 25632 + 18496 + 650
    "nin, 3, 32, 966986", // 14592 + 30880 + 15456 + 460992 + 37056 x 2 + 331968 + 37056 + 1930
  })
  void parameters_count(String name, int channels, int side, long expected) {
    Architecture architecture = Architectures.find(name, List.of(channels, side, side), 10);
    assertThat(architecture.parameters().stream().mapToLong(Parameter::elements).sum())
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"lenet", "lenet-smooth", "nin"})
  void graph_readsEachParameterAndHasNothingOfTraining(String name) {
    Architecture architecture = Architectures.find(name, CIFAR, 10);
    Graph graph = architecture.graph(zeros(architecture));
    assertThat(graph.nodes().stream().map(Node::operator))
        .doesNotContain("BatchNormalization", "Dropout");
    assertThat(graph.nodes().stream().flatMap(node -> node.inputs().stream()).toList())
        .containsAll(architecture.parameters().stream().map(Parameter::name).toList())
        .contains("mean", "deviation");
  }

  @Test
  void nin_hasReluAndPoolingOnly() {
    Architecture architecture = Architectures.find("nin", CIFAR, 10);
    assertThat(architecture.graph(zeros(architecture)).nodes().stream().map(Node::operator))
        .containsOnly(
            "Sub", "Div", "Conv", "Relu", "MaxPool", "AveragePool", "GlobalAveragePool", "Flatten");
  }

  @Test
  void graph_missingWeight_namesIt() {
    Architecture architecture = Architectures.find("lenet", CIFAR, 10);
    Map<String, Constant> constants = zeros(architecture);
    constants.remove("conv2.bias");
    assertThatThrownBy(() -> architecture.graph(constants))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("conv2.bias");
  }

  @Test
  void graph_weightOfAnotherShape_saysBoth() {
    Architecture architecture = Architectures.find("lenet", CIFAR, 10);
    Map<String, Constant> constants = zeros(architecture);
    constants.put("dense2.bias", Constant.of(new float[11], 11));
    assertThatThrownBy(() -> architecture.graph(constants))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("[10]")
        .hasMessageContaining("[11]");
  }

  @Test
  void find_unknownNameOrTinyImages_isRefused() {
    assertThatThrownBy(() -> Architectures.find("alexnet", CIFAR, 10))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("lenet");
    assertThatThrownBy(() -> Architectures.find("lenet", List.of(3, 4, 4), 10))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least 8 x 8");
  }

  private static Map<String, Constant> zeros(Architecture architecture) {
    Map<String, Constant> constants = new HashMap<>();
    constants.put("mean", Constant.of(new float[3], 3, 1, 1));
    constants.put("deviation", Constant.of(new float[] {1, 1, 1}, 3, 1, 1));
    for (Parameter parameter : architecture.parameters()) {
      long[] shape = parameter.shape().stream().mapToLong(Long::longValue).toArray();
      constants.put(parameter.name(), Constant.of(new float[parameter.elements()], shape));
    }
    return constants;
  }
}
