package io.separatrix.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BuiltInDatasetTest {
  @TempDir Path folder;

  private Dataset open(String name, Split split) {
    return Datasets.open(name, null, DatasetOptions.of(split), new DataHome(folder));
  }

  @ParameterizedTest
  @EnumSource(Split.class)
  void open_fashionMnistSample_hasAThousandImagesOfTenClasses(Split split) {
    Dataset data = open("fashion-mnist-sample", split);
    assertThat(data.size()).isEqualTo(1000);
    assertThat(data.shape()).isEqualTo(new ImageShape(1, 28, 28));
    assertThat(data.classNames()).hasSize(10);
    int[] counts = new int[10];
    for (int i = 0; i < data.size(); i++) {
      counts[data.label(i).getAsInt()]++;
    }
    // Drawn evenly, so each class has 100 give or take four standard deviations.
    assertThat(Arrays.stream(counts)).allMatch(count -> count > 62 && count < 138);
  }

  @Test
  void open_fashionMnistSample_startsWithAnAnkleBoot() {
    Dataset data = open("fashion-mnist-sample", Split.TEST);
    assertThat(data.className(data.label(0).getAsInt())).isEqualTo("Ankle boot");
    assertThat(data.sha256()).isNotEqualTo(open("fashion-mnist-sample", Split.TRAIN).sha256());
  }

  @ParameterizedTest
  @EnumSource(Split.class)
  void open_fashionMnistSample_isTheStartOfTheWholeSet(Split split) {
    assumeTrue(BuiltInDataset.FASHION_MNIST.isPresent(new DataHome(folder)));
    Dataset sample = open("fashion-mnist-sample", split);
    Dataset whole = open("fashion-mnist", split);
    assertThat(whole.size()).isEqualTo(split == Split.TEST ? 10_000 : 60_000);
    for (int i = 0; i < sample.size(); i++) {
      assertThat(sample.label(i)).isEqualTo(whole.label(i));
      assertThat(sample.pixels(i, PixelRange.UNIT)).isEqualTo(whole.pixels(i, PixelRange.UNIT));
    }
  }

  @Test
  void open_cifar10NotFetched_saysHowToGetIt() {
    assertThatThrownBy(() -> open("cifar10", Split.TEST))
        .isInstanceOf(DataException.class)
        .hasMessageContainingAll("not on this machine yet", "fetch it");
  }

  @Test
  void open_unknownName_listsTheBuiltInOnes() {
    assertThatThrownBy(() -> open("cifar11", Split.TEST))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("cifar11")
        .hasMessageContaining("fashion-mnist-sample, fashion-mnist, cifar10");
  }
}
