package io.separatrix.network.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublishedNetworksTest {

  private static Map<String, List<Long>> shapes(String name) {
    return PublishedNetworks.find(name).parameters().stream()
        .collect(Collectors.toMap(Parameter::name, Parameter::shape));
  }

  @ParameterizedTest
  @CsvSource({
    "caffenet, 60965224, 16, 227",
    "vgg19, 143667240, 38, 224",
    "googlenet, 6998552, 116, 224"
  })
  void parameters_asPublished_areAsMany(String name, long elements, int tensors, int extent) {
    PublishedNetwork network = PublishedNetworks.find(name);
    assertThat(network.name()).isEqualTo(name);
    assertThat(network.inputShape()).containsExactly(3, extent, extent);
    assertThat(network.parameters()).hasSize(tensors);
    assertThat(network.parameters().stream().mapToLong(Parameter::elements).sum())
        .isEqualTo(elements);
  }

  /** Operators by their first letters, pooling as P, normalisation as N. */
  @ParameterizedTest
  @CsvSource({
    "caffenet, CRPN CRPN CR CR CRP F GR GR G",
    "vgg19, CRCRP CRCRP CRCRCRCRP CRCRCRCRP CRCRCRCRP F GR GR G"
  })
  void graph_asPublished_hasLayersInThisOrder(String name, String expected) {
    Map<String, String> letters =
        Map.of("Conv", "C", "Relu", "R", "MaxPool", "P", "LRN", "N", "Flatten", "F", "Gemm", "G");
    String found =
        PublishedNetworks.find(name).graph(Map.of()).nodes().stream()
            .map(node -> letters.getOrDefault(node.operator(), "?"))
            .collect(Collectors.joining());
    assertThat(found).isEqualTo(expected.replace(" ", ""));
  }

  @Test
  void parameters_groupedConvolution_haveHalfTheInputs() {
    assertThat(shapes("caffenet"))
        .containsEntry("conv1.weight", List.of(96L, 3L, 11L, 11L))
        .containsEntry("conv2.weight", List.of(256L, 48L, 5L, 5L))
        .containsEntry("conv3.weight", List.of(384L, 256L, 3L, 3L))
        .containsEntry("fc6.weight", List.of(4096L, 9216L))
        .containsEntry("fc8.bias", List.of(1000L));
  }

  @Test
  void parameters_googlenet_haveCaffesNames() {
    assertThat(shapes("googlenet"))
        .containsEntry("conv1/7x7_s2.weight", List.of(64L, 3L, 7L, 7L))
        .containsEntry("inception_3a/3x3_reduce.weight", List.of(96L, 192L, 1L, 1L))
        .containsEntry("inception_5b/pool_proj.bias", List.of(128L))
        .containsEntry("loss3/classifier.weight", List.of(1000L, 1024L));
  }

  @Test
  void names_torchvisionVgg19_countEveryLayer() {
    PublishedNetwork network = PublishedNetworks.find("vgg19");
    List<String> names = network.parameters().stream().map(network.names().get(1)::of).toList();
    // From torchvision.models.vgg19().state_dict().
    List<Integer> convolutions =
        List.of(0, 2, 5, 7, 10, 12, 14, 16, 19, 21, 23, 25, 28, 30, 32, 34);
    assertThat(names)
        .filteredOn(name -> name.startsWith("features.") && name.endsWith(".weight"))
        .containsExactlyElementsOf(
            convolutions.stream().map(place -> "features." + place + ".weight").toList());
    assertThat(names)
        .endsWith(
            "classifier.0.weight",
            "classifier.0.bias",
            "classifier.3.weight",
            "classifier.3.bias",
            "classifier.6.weight",
            "classifier.6.bias");
  }

  @Test
  void find_unknownNameOrDivisor_isRefused() {
    assertThatThrownBy(() -> PublishedNetworks.find("alexnet"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected a network out of caffenet, vgg19, googlenet, found alexnet");
    assertThatThrownBy(() -> PublishedNetworks.thin("vgg19", 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("found 3");
  }
}
