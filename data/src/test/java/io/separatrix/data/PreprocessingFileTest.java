package io.separatrix.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.separatrix.data.Resizing.Filter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreprocessingFileTest {

  @TempDir Path folder;

  /** JSON with ' in the place of ". */
  private PreprocessingFile read(String json) throws IOException {
    return PreprocessingFile.read(
        Files.writeString(folder.resolve("config.json"), json.replace('\'', '"')));
  }

  /** What becomes of a pixel in 0 to 255. */
  private static double number(@Nullable Preprocessing normalization, double pixel) {
    assertThat(normalization).isNotNull();
    return (pixel / 255 - normalization.mean().get(0)) / normalization.std().get(0);
  }

  @Test
  void read_vit_stretchesBilinearly() throws IOException {
    PreprocessingFile file =
        read(
            """
            {'do_normalize': true, 'do_resize': true, 'image_mean': [0.5, 0.4, 0.3],
             'image_std': [0.5, 0.25, 0.2], 'resample': 2, 'size': {'height': 224, 'width': 192}}
            """);
    assertThat(file.normalization())
        .isEqualTo(new Preprocessing(List.of(.5, .4, .3), List.of(.5, .25, .2), false));
    assertThat(file.resizing()).isEqualTo(new Resizing(224, 192, false, Filter.BILINEAR));
    assertThat(file.classNames()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // ConvNeXt: below 384 the part is cut out of what is larger by it; from 384 on stretched.
        "'size': {'shortest_edge': 224}, 'crop_pct': 0.875, 'resample': 3 | 256 | true | BICUBIC",
        "'size': {'shortest_edge': 384}, 'crop_pct': 0.875, 'resample': 3 | 384 | false | BICUBIC",
        "'size': 224, 'crop_pct': 0.875, 'resample': 3 | 256 | true | BICUBIC",
        // CLIP.
        "'size': {'shortest_edge': 224}, 'crop_size': {'height': 224, 'width': 224},"
            + " 'do_center_crop': true, 'resample': 3 | 224 | true | BICUBIC",
        // The older form, a number.
        "'size': 224, 'do_center_crop': false | 224 | false | BILINEAR",
        "'size': 256, 'crop_size': 224, 'do_center_crop': true | 256 | true | BILINEAR",
      })
  void read_sizeInItsForms_givesTheResizing(
      String keys, int side, boolean keepsAspect, Filter filter) throws IOException {
    assertThat(read("{" + keys + "}").resizing())
        .isEqualTo(new Resizing(side, side, keepsAspect, filter));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'do_resize': false, 'size': {'height': 224, 'width': 224}",
        "'do_resize': true",
        "'image_mean': [0.5], 'image_std': [0.5]",
      })
  void read_noSize_givesNoResizing(String keys) throws IOException {
    assertThat(read("{" + keys + "}").resizing()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'image_mean': [0.5], 'image_std': [0.25] | -2 | 2",
        "'image_mean': 0.5, 'image_std': 0.25 | -2 | 2",
        "'do_rescale': false, 'image_mean': [127.5], 'image_std': [51] | -2.5 | 2.5",
        "'do_rescale': true, 'do_normalize': false | 0 | 1",
        "'do_rescale': false, 'do_normalize': false | 0 | 255",
        "'rescale_factor': 0.00784313725490196, 'image_mean': [1], 'image_std': [0.5] | -2 | 2",
        // Less 1 after the multiplication: -1 to 1.
        "'rescale_factor': 0.00784313725490196, 'rescale_offset': true, 'do_normalize': false"
            + " | -1 | 1",
        "'rescale_factor': 0.00784313725490196, 'rescale_offset': true, 'image_mean': [0.5],"
            + " 'image_std': [0.5] | -3 | 1",
        // EfficientNet divides by the deviation a second time.
        "'image_mean': [0.5], 'image_std': [0.25], 'include_top': true | -8 | 8",
      })
  void read_normalization_isWhatTheImageProcessorDoes(String keys, double black, double white)
      throws IOException {
    PreprocessingFile file = read("{" + keys + "}");
    assertThat(number(file.normalization(), 0)).isCloseTo(black, within(1e-12));
    assertThat(number(file.normalization(), 255)).isCloseTo(white, within(1e-12));
  }

  @Test
  void read_flippedChannels_areSaid() throws IOException {
    Preprocessing flipped =
        read("{'image_mean': [0.5], 'image_std': [0.5], 'do_flip_channel_order': true}")
            .normalization();
    assertThat(flipped).isEqualTo(new Preprocessing(List.of(.5), List.of(.5), true));
  }

  @Test
  void read_timm_takesItFromItsPretrainedConfiguration() throws IOException {
    PreprocessingFile file =
        read(
            """
            {'architecture': 'net', 'num_classes': 2, 'label_names': ['ape', 'cat'],
             'pretrained_cfg': {'input_size': [3, 224, 192], 'interpolation': 'bicubic',
               'crop_pct': 0.9, 'mean': [0.485, 0.456, 0.406], 'std': [0.229, 0.224, 0.225]}}
            """);
    assertThat(file.normalization()).isEqualTo(Preprocessing.named("timm"));
    // floor(224 / 0.9) and floor(192 / 0.9)
    assertThat(file.resizing()).isEqualTo(new Resizing(248, 213, true, Filter.BICUBIC));
    assertThat(file.classNames()).containsExactly("ape", "cat");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'input_size': [3, 64, 64] | 73 | true | BILINEAR",
        "'input_size': [3, 64, 64], 'crop_pct': 1.0, 'crop_mode': 'squash' | 64 | false | BILINEAR",
      })
  void read_olderTimm_hasTheSameKeysOutside(
      String keys, int side, boolean keepsAspect, Filter filter) throws IOException {
    PreprocessingFile file = read("{" + keys + "}");
    assertThat(file.resizing()).isEqualTo(new Resizing(side, side, keepsAspect, filter));
    assertThat(file.normalization()).isNull();
  }

  @Test
  void read_id2label_isInTheOrderOfTheNumbers() throws IOException {
    StringBuilder names = new StringBuilder();
    for (int i = 11; i >= 0; i--) {
      names.append("'").append(i).append("': 'kind ").append(i).append(i > 0 ? "'," : "'");
    }
    PreprocessingFile file = read("{'id2label': {" + names + "}}");
    assertThat(file.classNames())
        .hasSize(12)
        .startsWith("kind 0", "kind 1", "kind 2")
        .endsWith("kind 10", "kind 11");
    assertThat(file.normalization()).isNull();
    assertThat(file.resizing()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'image_mean': [0.5] | expected JSON",
        "[0.5] | expected a JSON object",
        "{'image_mean': [0.5]} | expected numbers as image_std, found none",
        "{'do_normalize': true} | expected numbers as image_mean, found none",
        "{'image_mean': ['x'], 'image_std': [0.5]} | expected numbers as image_mean",
        "{'image_mean': [0.5], 'image_std': [-0.5]} | positive ones as standard deviations",
        "{'image_mean': [0.5], 'image_std': [0]} | positive ones as standard deviations",
        "{'image_mean': [0.5, 0.5], 'image_std': [0.5]} | as many values in image_mean",
        "{'image_mean': [0.5], 'image_std': [0.5], 'rescale_factor': 0} | positive rescale_factor",
        "{'size': {'height': 0, 'width': 224}} | found 0 x 224",
        "{'size': {'shortest_edge': 100000}} | found 100000 x 100000",
        "{'id2label': {'a': 'cat'}} | expected class numbers",
        "{'id2label': {'1': 'cat'}} | expected id2label to name the classes 0 to 0, found 1 to 1",
        "{'pretrained_cfg': {'mean': [0.5], 'std': [-1]}} | positive ones as standard deviations",
        "{'pretrained_cfg': {'input_size': [3, 8, 8], 'crop_pct': 1.5}} | found 1.5",
      })
  void read_whatItMustNotSay_isRefusedWithTheFile(String json, String reason) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith(folder.resolve("config.json") + ": ")
        .hasMessageContaining(reason);
  }

  @Test
  void read_emptyOrMissingFile_isRefused() throws IOException {
    Path empty = Files.createFile(folder.resolve("empty.json"));
    for (Path file : List.of(empty, folder, folder.resolve("none.json"))) {
      assertThatThrownBy(() -> PreprocessingFile.read(file))
          .isInstanceOf(DataException.class)
          .hasMessageStartingWith(file + ": ");
    }
  }
}
