package io.separatrix.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageLabelsTest {
  private static final List<String> IDS = List.of("a.png", "b,c.png", "sub/d.JPEG");

  @TempDir Path folder;

  private ImageLabels labels(String text, ClassNames names) throws IOException {
    return ImageLabels.of(Files.writeString(folder.resolve("labels.csv"), text), IDS, names);
  }

  private ImageLabels labels(String text) throws IOException {
    return labels(text, ClassNames.none());
  }

  @Test
  void of_indicesInAnyForm_areTheLabels() throws IOException {
    int[] expected = {3, 0, 12};
    for (String text :
        List.of(
            "a.png,3\n\"b,c.png\",0\nsub/d.JPEG,12\n",
            "\uFEFFfile,label\r\na.png, 3\r\n\"b,c.png\",0\r\nd.JPEG,12\r\n")) {
      assertThat(labels(text).indices()).as(text).isEqualTo(expected);
      assertThat(labels(text).notes()).isEmpty();
    }
    assertThat(labels("a.png 3\nd.JPEG 12\n").indices()).containsExactly(3, -1, 12);
    assertThat(labels("id\turl\tclass_index\na\tx\t3\nsub/d\tz\t12\n").indices())
        .containsExactly(3, -1, 12);
  }

  @Test
  void of_names_areLookedUpOrNumberedInTheirOrder() throws IOException {
    ImageLabels own = labels("a.png,dog\nd,cat\n");
    assertThat(own.indices()).containsExactly(1, -1, 0);
    assertThat(own.classNames()).containsExactly("cat", "dog");
    assertThat(labels("a.png,dog\nd,cat\n", ClassNames.cifar10()).indices())
        .containsExactly(5, -1, 3);
    ImageLabels imagenet = labels("ImageId,PredictionString\na,n02123045 1 2 3 4\nd,n01440764 5\n");
    assertThat(imagenet.indices()).containsExactly(281, -1, 0);
    assertThat(imagenet.classNames()).hasSize(1000);
  }

  @Test
  void of_whatDoesNotFit_isCountedAndNamed() throws IOException {
    ImageLabels labels = labels("a.png,dog\nd,unicorn\nzebra.png,cat\n", ClassNames.cifar10());
    assertThat(labels.indices()).containsExactly(5, -1, -1);
    assertThat(labels.notes())
        .containsExactly(
            "1 lines of labels.csv that name no image here (zebra.png)",
            "1 images without a label in labels.csv (b,c.png)",
            "1 labels in labels.csv that are no class (sub/d.JPEG: unicorn)");
  }

  @Test
  void of_unusableFile_saysWhatIsWrong() throws IOException {
    assertThatThrownBy(() -> labels("x.png,1\n"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("found none of the images: (x.png)");
    assertThatThrownBy(() -> labels("a.png,unicorn\n", ClassNames.cifar10()))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("a.png: unicorn");
    assertThatThrownBy(() -> labels("a.png,1\na.png,2\n"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("found 1 and 2");
    assertThatThrownBy(() -> labels("a.png,1\nd\n"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("line 2");
    assertThatThrownBy(() -> labels("\n"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("found none");
    assertThatThrownBy(() -> labels("\"a.png,1\n"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("labels.csv");
  }

  @Test
  void open_folderWithLabels_hasThemAndTheirHash() throws IOException {
    Path images = Files.createDirectories(folder.resolve("images/deep"));
    BufferedImage image = new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB);
    ImageIO.write(image, "png", images.resolve("1.png").toFile());
    ImageIO.write(image, "png", images.resolveSibling("2.png").toFile());
    Path labels = Files.writeString(folder.resolve("val.txt"), "deep/1.png 4\n2.png 1\n");
    DatasetOptions options =
        new DatasetOptions(Split.TEST, ClassNames.none(), labels, false, null, false);
    ImageShape shape = new ImageShape(3, 2, 2);
    Dataset data = Datasets.open(folder.resolve("images").toString(), shape, options);
    assertThat(data.id(1)).isEqualTo("deep/1.png");
    assertThat(data.label(1)).hasValue(4);
    assertThat(data.label(0)).hasValue(1);
    String before = data.sha256();
    Files.writeString(labels, "deep/1.png 5\n2.png 1\n");
    assertThat(Datasets.open(folder.resolve("images").toString(), shape, options).sha256())
        .isNotEqualTo(before);
    assertThatThrownBy(
            () -> Datasets.open("fashion-mnist-sample", new ImageShape(1, 28, 28), options))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("expected a folder of images for these labels");
  }
}
