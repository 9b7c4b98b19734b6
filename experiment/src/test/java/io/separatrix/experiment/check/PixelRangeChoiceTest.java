package io.separatrix.experiment.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.separatrix.data.DataException;
import io.separatrix.data.Dataset;
import io.separatrix.data.Datasets;
import io.separatrix.data.ImageShape;
import io.separatrix.data.Images;
import io.separatrix.data.NpyWriter;
import io.separatrix.data.PixelRange;
import io.separatrix.data.Split;
import io.separatrix.geometry.Classifier;
import io.separatrix.geometry.Linearization;
import io.separatrix.geometry.LogitCombination;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PixelRangeChoiceTest {
  private static final ImageShape SHAPE = new ImageShape(1, 1, 2);

  /** Logits of two pixels, for tests that need no derivative. */
  private record Toy(UnaryOperator<double[]> function) implements Classifier {
    @Override
    public int dimension() {
      return 2;
    }

    @Override
    public int classes() {
      return 2;
    }

    @Override
    public double[][] logits(double[][] points) {
      return Arrays.stream(points).map(function).toArray(double[][]::new);
    }

    @Override
    public Linearization[] linearize(double[][] points, LogitCombination[][] functions) {
      throw new UnsupportedOperationException("not needed");
    }
  }

  /** Without a constant, so that the range does not change its answers. */
  private static final Classifier HOMOGENEOUS = new Toy(x -> new double[] {0.1 * x[0], 0.1 * x[1]});

  @TempDir Path folder;

  private Dataset floats(double... values) throws IOException {
    Path file = folder.resolve("images.npy");
    NpyWriter.write(file, values, values.length / 2, 1, 1, 2);
    return Datasets.open(file.toString(), SHAPE, Split.TEST);
  }

  private Dataset picture() throws IOException {
    BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setSamples(0, 0, 2, 1, 0, new int[] {200, 40});
    ImageIO.write(image, "png", folder.resolve("a.png").toFile());
    return Datasets.open(folder.toString(), SHAPE, Split.TEST);
  }

  @Test
  void of_floatsInOneOfTheRanges_takesThatOne() throws IOException {
    assertThat(PixelRangeChoice.of(HOMOGENEOUS, floats(0, 0.5)).range()).isEqualTo(PixelRange.UNIT);
    assertThat(PixelRangeChoice.of(HOMOGENEOUS, floats(0, 250)).range()).isEqualTo(PixelRange.BYTE);
  }

  @Test
  void of_answersThatDoNotDiffer_assumesUnitAndIsNotSure() throws IOException {
    PixelRangeChoice choice = PixelRangeChoice.of(HOMOGENEOUS, picture());
    assertThat(choice.range()).isEqualTo(PixelRange.UNIT);
    assertThat(choice.sure()).isFalse();
    assertThat(choice.reason()).contains("assumed, as nothing tells");
  }

  @Test
  void of_logitsThatSaturateInOneRange_takesTheOther() throws IOException {
    Classifier steep = new Toy(x -> new double[] {10 * x[0], 10 * x[1] + 3});
    PixelRangeChoice choice = PixelRangeChoice.of(steep, picture());
    assertThat(choice.range()).isEqualTo(PixelRange.UNIT);
    assertThat(choice.sure()).isTrue();
  }

  @Test
  void of_imagesThatCannotBeRead_givesTheTrueReason() throws IOException {
    Dataset data = picture();
    Path file = folder.resolve("a.png");
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
    assertThatThrownBy(() -> PixelRangeChoice.of(HOMOGENEOUS, data))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("a.png")
        .hasMessageContaining("truncated");
    Dataset notNumbers = floats(0, 0.5, Double.NaN, 1);
    assertThatThrownBy(() -> Images.of(notNumbers, PixelRange.UNIT, 0, 9).requireReadable())
        .hasMessageContaining("NaN");
    // A number outside both ranges is named too.
    assertThatThrownBy(() -> PixelRangeChoice.of(HOMOGENEOUS, floats(-1, 0.5)))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("found -1.0");
  }
}
