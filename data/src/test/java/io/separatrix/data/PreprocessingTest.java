package io.separatrix.data;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreprocessingTest {

  /** What published code makes of a channel's black and white, with the pixels 0 and 255. */
  @ParameterizedTest
  @CsvSource({
    "imagenet, 0, -2.1179039301, 2.2489082969",
    "imagenet, 1, -2.0357142857, 2.4285714286",
    "timm, 2, -1.8044444444, 2.64",
    "keras-torch, 0, -2.1179039301, 2.2489082969",
    "inception, 1, -1, 1",
    "keras-tf, 0, -1, 1",
    "clip, 0, -1.7922625, 1.9303361",
    "keras-caffe, 0, -123.68, 131.32",
    "keras-caffe, 1, -116.779, 138.221",
    "keras-caffe, 2, -103.939, 151.061",
  })
  void named_preset_makesThePublishedNumbers(String name, int channel, double black, double white) {
    Preprocessing preset = requireNonNull(Preprocessing.named(name));
    double mean = preset.mean().get(channel);
    double std = preset.std().get(channel);
    assertThat(-mean / std).isCloseTo(black, within(1e-6));
    assertThat((1 - mean) / std).isCloseTo(white, within(1e-6));
    assertThat(preset.bgr()).isEqualTo(name.equals("keras-caffe"));
  }

  @Test
  void names_areWhatNamedKnows() {
    assertThat(Preprocessing.names())
        .contains("imagenet", "clip")
        .allSatisfy(name -> assertThat(Preprocessing.named(name)).isNotNull());
    assertThat(Preprocessing.named("none")).isNull();
  }

  @Test
  void fits_oneValue_servesAnyNumberOfChannels() {
    Preprocessing one = new Preprocessing(List.of(.5), List.of(.5), false);
    Preprocessing three = requireNonNull(Preprocessing.named("imagenet"));
    assertThat(one.fits(1) && one.fits(3) && three.fits(3)).isTrue();
    assertThat(three.fits(1) || three.fits(4)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"NaN, 1", "Infinity, 1", "0, 0", "0, -1", "0, NaN", "0, Infinity"})
  void constructor_numbersThatDoNotNormalise_areRefused(double mean, double std) {
    assertThatThrownBy(() -> new Preprocessing(List.of(mean), List.of(std), false))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("positive ones as standard deviations");
  }
}
