package io.separatrix.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClassNamesTest {
  private static final Path KERAS = Path.of("../../shared/data/imagenet/imagenet_class_index.json");

  @TempDir Path folder;

  private ClassNames read(String content) throws IOException {
    return ClassNames.fromFile(Files.writeString(folder.resolve("labels"), content));
  }

  @Test
  void imagenet_ids_areAThousandInOrder() {
    ClassNames names = ClassNames.imagenet();
    assertThat(names.wordNetIds()).hasSize(1000).isSorted().doesNotHaveDuplicates();
    assertThat(names.indexOf("n01440764")).hasValue(0);
    assertThat(names.indexOf("n15075141")).hasValue(999);
    assertThat(names.names().get(281)).isEqualTo("tabby");
    assertThat(names.indexOf("Egyptian_cat")).hasValue(285);
    assertThat(names.indexOf("n00000000")).isEmpty();
  }

  @Test
  void imagenet_agreesWithKerasClassIndex() {
    assumeTrue(Files.isRegularFile(KERAS));
    ClassNames keras = ClassNames.fromFile(KERAS);
    ClassNames ours = ClassNames.imagenet();
    assertThat(keras.wordNetIds()).isEqualTo(ours.wordNetIds());
    for (int i = 0; i < 1000; i++) {
      assertThat(keras.names().get(i).replace('_', ' ').toLowerCase(Locale.ROOT))
          .isEqualTo(ours.names().get(i).toLowerCase(Locale.ROOT));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tench\ngreat white shark\n",
        "\n tench \r\n\r\ngreat white shark",
        "n01440764 tench\nn01484850 great white shark",
        "[\"tench\", \"great white shark\"]",
        "{\"1\": \"great white shark\", \"0\": \"tench\"}",
        "{\"0\": [\"n01440764\", \"tench\"], \"1\": [\"n01484850\", \"great white shark\"]}",
      })
  void fromFile_eachForm_givesTheNamesInOrder(String content) throws IOException {
    ClassNames names = read(content);
    assertThat(names.names()).isEqualTo(List.of("tench", "great white shark"));
    assertThat(names.indexOf("Great_White-Shark")).hasValue(1);
    if (content.contains("n01484850")) {
      assertThat(names.indexOf("n01484850")).hasValue(1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{\"0\": \"tench\", \"2\": \"shark\"}",
        "{\"0\": [\"n01440764\", \"tench\"], \"1\": \"shark\"}",
        "[\"tench\", 7]",
        "[\"tench\"",
      })
  void fromFile_unusableContent_namesTheFile(String content) {
    assertThatThrownBy(() -> read(content))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("labels");
  }

  @Test
  void fromFile_missing_saysSo() {
    assertThatThrownBy(() -> ClassNames.fromFile(folder.resolve("none.txt")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("none.txt");
  }

  @Test
  void fromFile_byteOrderMarkAndCarriageReturns_areTakenOff() throws IOException {
    Path file = folder.resolve("names.txt");
    Files.writeString(file, "\uFEFFcat\r\nFünf\r\n");
    assertThat(ClassNames.fromFile(file).names()).containsExactly("cat", "Fünf");
    Files.writeString(file, "\uFEFF[\"cat\",\r\n\"dog\"]\r\n");
    assertThat(ClassNames.fromFile(file).names()).containsExactly("cat", "dog");
  }

  @Test
  void fromFile_device_isRefusedAtOnce() {
    assertThatThrownBy(() -> ClassNames.fromFile(Path.of("/dev/zero")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("a pipe or a device");
  }
}
