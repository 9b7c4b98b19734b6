package io.separatrix.network.trained;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.separatrix.network.Constant;
import io.separatrix.network.Graph;
import io.separatrix.network.ModelFormatException;
import io.separatrix.network.safetensors.Safetensors;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BuiltInModelsTest {

  static Stream<String> names() {
    return BuiltInModels.names().stream();
  }

  @ParameterizedTest
  @MethodSource("names")
  void load_eachName_givesFiniteWeightsAndTenClasses(String name) {
    TrainedModel model = BuiltInModels.load(name);
    assertThat(model.name()).isEqualTo(name);
    assertThat(model.classNames()).hasSize(10).doesNotHaveDuplicates();
    Graph graph = model.graph();
    assertThat(graph.constants().values())
        .allSatisfy(
            constant ->
                assertThat(DoubleStream.of(constant.toDoubles())).allMatch(Double::isFinite));
    long elements =
        graph.constants().entrySet().stream()
            .filter(constant -> !constant.getKey().startsWith("dropout"))
            .mapToLong(constant -> constant.getValue().elements())
            .sum();
    assertThat(elements)
        .isEqualTo(model.provenance().parameters() + 2L * graph.inputShape().get(0));
  }

  @ParameterizedTest
  @MethodSource("names")
  void provenance_hashIsThatOfTheWeights(String name) throws IOException, NoSuchAlgorithmException {
    try (InputStream in =
        BuiltInModels.class.getResourceAsStream("/io/separatrix/models/" + name + ".safetensors")) {
      assertThat(in).isNotNull();
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(in.readAllBytes());
      assertThat(BuiltInModels.load(name).provenance().weightsSha256())
          .isEqualTo(HexFormat.of().formatHex(hash));
    }
  }

  @Test
  void load_unknownName_listsTheNames() {
    assertThatThrownBy(() -> BuiltInModels.load("resnet"))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("lenet-fashion")
        .hasMessageContaining("resnet");
  }

  @Test
  void weightsFile_withoutArchitecture_isRefused() {
    Safetensors file = new Safetensors(Map.of(), Map.of());
    assertThatThrownBy(() -> WeightsFile.read(file, "some.safetensors"))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageStartingWith("some.safetensors")
        .hasMessageContaining("architecture");
  }

  @Test
  void weightsFile_ofAnotherShape_isRefused() {
    Safetensors file =
        new Safetensors(
            Map.of("mean", Constant.of(new float[1], 1)),
            Map.of("architecture", "lenet", "inputShape", "[1,28]", "classes", "[\"a\"]"));
    assertThatThrownBy(() -> WeightsFile.read(file, "some.safetensors"))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("[1, 28]");
  }
}
