package io.separatrix.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.separatrix.geometry.LogitCombination;
import io.separatrix.network.Graph;
import io.separatrix.network.engine.DeviceName;
import io.separatrix.network.engine.EngineOptions;
import io.separatrix.network.engine.Precision;
import io.separatrix.network.rewrite.InputNormalization;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A normalised network at pixels is the network at the numbers that the formula makes of them. */
class InputNormalizationTest {

  private static final EngineOptions FLOAT64 =
      EngineOptions.DEFAULT.withPrecision(Precision.FLOAT64).withDevice(DeviceName.CPU);
  private static final int PLANE = 20;
  private static final List<Double> MEAN = List.of(0.4, 0.5, 0.6);
  private static final List<Double> STD = List.of(0.2, 0.3, 0.5);

  private static Graph network() {
    RandomWeights w = new RandomWeights(3, 4, 5);
    String x = w.node("Tanh", w.conv("image", 3, 4, 3, 1, 1, 1));
    return w.build(w.dense(w.flatten(x), 80, 4));
  }

  /** Channel c of the network comes from channel {@code from(c)} of the pixels. */
  private static int from(boolean bgr, int channel) {
    return bgr ? 2 - channel : channel;
  }

  private static double[] numbers(double[] pixels, InputNormalization n) {
    double[] numbers = new double[pixels.length];
    for (int i = 0; i < numbers.length; i++) {
      int c = from(n.bgr(), i / PLANE);
      int k = n.mean().size() == 1 ? 0 : c;
      double pixel = (pixels[c * PLANE + i % PLANE] - n.low()) / (n.high() - n.low());
      numbers[i] = (pixel - n.mean().get(k)) / n.std().get(k);
    }
    return numbers;
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1, 3, false",
    "0, 1, 3, true",
    "0, 1, 1, false",
    "0, 255, 3, false",
    "0, 255, 1, true",
    "-1, 1, 3, true",
  })
  void before_network_isTheNetworkAtNormalisedNumbers(
      double low, double high, int values, boolean bgr) {
    InputNormalization normalization =
        new InputNormalization(low, high, MEAN.subList(0, values), STD.subList(0, values), bgr);
    double[][] pixels = RandomNetworks.points(3, 3 * PLANE, 5);
    double[][] numbers = new double[3][];
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < pixels[i].length; j++) {
        pixels[i][j] = low + pixels[i][j] * (high - low);
      }
      numbers[i] = numbers(pixels[i], normalization);
    }
    LogitCombination[][] margin = {{LogitCombination.difference(0, 1)}};
    try (TorchClassifier plain = new TorchClassifier(network(), FLOAT64);
        TorchClassifier normal = new TorchClassifier(normalization.before(network()), FLOAT64)) {
      double[][] expected = plain.logits(numbers);
      double[][] found = normal.logits(pixels);
      for (int i = 0; i < 3; i++) {
        assertThat(found[i]).containsExactly(expected[i], within(1e-10));
      }
      // The gradient in pixels by the chain rule.
      double[] inner = plain.linearize(new double[][] {numbers[0]}, margin)[0].gradients()[0];
      double[] outer = normal.linearize(new double[][] {pixels[0]}, margin)[0].gradients()[0];
      for (int i = 0; i < inner.length; i++) {
        int c = from(bgr, i / PLANE);
        double scale = STD.get(values == 1 ? 0 : c) * (high - low);
        assertThat(outer[c * PLANE + i % PLANE]).isCloseTo(inner[i] / scale, within(1e-10));
      }
    }
  }

  @Test
  void reversed_network_isTheNetworkAtReversedChannels() {
    double[][] pixels = RandomNetworks.points(2, 3 * PLANE, 6);
    double[][] turned = new double[2][3 * PLANE];
    for (int i = 0; i < 2; i++) {
      for (int c = 0; c < 3; c++) {
        System.arraycopy(pixels[i], c * PLANE, turned[i], (2 - c) * PLANE, PLANE);
      }
    }
    Graph reversed = InputNormalization.reversed(network());
    assertThat(reversed.inputShape()).isEqualTo(network().inputShape());
    try (TorchClassifier plain = new TorchClassifier(network(), FLOAT64);
        TorchClassifier other = new TorchClassifier(reversed, FLOAT64)) {
      double[][] expected = plain.logits(turned);
      double[][] found = other.logits(pixels);
      for (int i = 0; i < 2; i++) {
        assertThat(found[i]).containsExactly(expected[i], within(1e-12));
        assertThat(plain.logits(pixels)[i]).isNotEqualTo(expected[i]);
      }
    }
  }

  @Test
  void before_otherNumberOfChannels_isRefused() {
    InputNormalization two =
        new InputNormalization(0, 1, MEAN.subList(0, 2), STD.subList(0, 2), false);
    assertThatThrownBy(() -> two.before(network()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("each of 3 channels, found 2");
  }

  @ParameterizedTest
  @CsvSource({"0, 1, NaN, 1", "0, 1, 0, 0", "0, 1, 0, -1", "1, 1, 0, 1", "0, NaN, 0, 1"})
  void constructor_numbersThatDoNotNormalise_areRefused(
      double low, double high, double mean, double std) {
    assertThatThrownBy(() -> new InputNormalization(low, high, List.of(mean), List.of(std), false))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
