package io.separatrix.network.trained;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.separatrix.network.Constant;
import io.separatrix.network.ModelFormatException;
import io.separatrix.network.architecture.Parameter;
import io.separatrix.network.architecture.PublishedNetwork;
import io.separatrix.network.architecture.PublishedNetworks;
import io.separatrix.network.architecture.WeightNames;
import io.separatrix.network.safetensors.Safetensors;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PublishedWeightsTest {

  private static final String FILE = "weights.safetensors";
  private static final PublishedNetwork CAFFENET = PublishedNetworks.thin("caffenet", 16);
  private static final PublishedNetwork VGG19 = PublishedNetworks.thin("vgg19", 16);

  /** Zeros, under the names of a publisher. */
  private static Map<String, Constant> zeros(PublishedNetwork network, WeightNames names) {
    Map<String, Constant> tensors = new HashMap<>();
    for (Parameter parameter : network.parameters()) {
      long[] shape = parameter.shape().stream().mapToLong(extent -> extent).toArray();
      tensors.put(names.of(parameter), Constant.of(new float[parameter.elements()], shape));
    }
    return tensors;
  }

  private static Map<String, Constant> caffenet() {
    return zeros(CAFFENET, CAFFENET.names().get(0));
  }

  private static PublishedWeights read(PublishedNetwork network, Map<String, Constant> tensors) {
    return PublishedWeights.read(network, new Safetensors(tensors, Map.of()), FILE);
  }

  private static void refused(Map<String, Constant> tensors, String message) {
    assertThatThrownBy(() -> read(CAFFENET, tensors))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining(message);
  }

  @Test
  void read_allTensors_areTheGraphsConstants() {
    Map<String, Constant> tensors = caffenet();
    PublishedWeights weights = read(CAFFENET, tensors);
    assertThat(weights.graph().constants()).isEqualTo(tensors);
    assertThat(weights.unknown()).isEmpty();
    assertThat(weights.names().input().bgr()).isTrue();
  }

  @Test
  void read_otherTensors_areNamedAndLeftOut() {
    Map<String, Constant> tensors = caffenet();
    tensors.put("loss1/fc.weight", Constant.of(new float[2], 2));
    PublishedWeights weights = read(CAFFENET, tensors);
    assertThat(weights.unknown()).containsExactly("loss1/fc.weight");
    assertThat(weights.graph().constants()).doesNotContainKey("loss1/fc.weight");
  }

  @Test
  void read_missingTensor_isNamed() {
    Map<String, Constant> tensors = caffenet();
    tensors.remove("fc7.bias");
    refused(
        tensors,
        FILE
            + ": expected the weights of caffenet under Caffe's names, found no fc7.bias among"
            + " conv1.bias, conv1.weight, conv2.bias, conv2.weight and 11 more");
  }

  @Test
  void read_nothing_saysSo() {
    refused(Map.of(), "and 12 more among no tensors");
  }

  @Test
  void read_otherShape_saysBoth() {
    Map<String, Constant> tensors = caffenet();
    tensors.put("conv2.weight", Constant.of(new float[16 * 6 * 25], 16, 6, 5, 5));
    refused(tensors, FILE + ": expected conv2.weight of 16 x 3 x 5 x 5, found 16 x 6 x 5 x 5");
  }

  @Test
  void read_integers_areRefused() {
    Map<String, Constant> tensors = caffenet();
    tensors.put("fc8.bias", Constant.of(new long[1000], 1000));
    refused(tensors, "expected fc8.bias of type");
  }

  @Test
  void read_torchvisionsNames_takeTorchvisionsNormalisation() {
    PublishedWeights weights = read(VGG19, zeros(VGG19, VGG19.names().get(1)));
    assertThat(weights.names().publisher()).isEqualTo("torchvision");
    assertThat(weights.names().input().high()).isEqualTo(1);
    assertThat(weights.names().input().bgr()).isFalse();
    assertThat(weights.graph().constants()).containsKeys("conv1_1.weight", "fc8.bias");
    PublishedWeights caffe = read(VGG19, zeros(VGG19, VGG19.names().get(0)));
    assertThat(caffe.names().input().high()).isEqualTo(255);
    assertThat(caffe.names().input().mean()).isEqualTo(List.of(123 / 255., 117 / 255., 104 / 255.));
  }
}
