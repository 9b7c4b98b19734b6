package io.separatrix.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ResizeAndCropTest {

  /** Planes in memory. */
  private record Planes(int channels, int height, int width, double[] pixels) implements Samples {
    @Override
    public void row(int channel, int y, double[] target) {
      System.arraycopy(pixels, (channel * height + y) * width, target, 0, width);
    }
  }

  private static double[] resized(ImageShape shape, double[] pixels, int height, int width) {
    return new ResizeAndCrop(shape)
        .apply(new Planes(pixels.length / height / width, height, width, pixels));
  }

  @Test
  void apply_targetSize_changesNothing() {
    double[] pixels = new Random(1).doubles(2 * 5 * 7).toArray();
    assertThat(resized(new ImageShape(2, 5, 7), pixels, 5, 7)).isEqualTo(pixels);
  }

  @Test
  void apply_constantImage_staysConstant() {
    double[] pixels = new double[3 * 40 * 90];
    Arrays.fill(pixels, 17.25);
    for (int side : new int[] {7, 32, 64}) {
      double[] result = resized(new ImageShape(3, side, side), pixels, 40, 90);
      assertThat(result).hasSize(3 * side * side);
      assertThat(Arrays.stream(result))
          .allSatisfy(v -> assertThat(v).isEqualTo(17.25, offset(1e-12)));
    }
  }

  @Test
  void apply_linearRamp_samplesItAtThePixelCentres() {
    // 448 x 448 is halved twice over to 256/448; away from the border a symmetric filter keeps a
    // linear function, so that value of target pixel (y, x) is that at its centre.
    ImageShape target = new ImageShape(1, 224, 224);
    double[] pixels = new double[448 * 448];
    for (int y = 0; y < 448; y++) {
      for (int x = 0; x < 448; x++) {
        pixels[448 * y + x] = 3 * (y + 0.5) - 2 * (x + 0.5);
      }
    }
    double[] result = resized(target, pixels, 448, 448);
    double scale = 448.0 / 256;
    // The filter's weights are symmetric only up to where the pixel grid cuts it, so compare the
    // mean over a period of 4 target pixels (7 source pixels).
    for (int y = 8; y < 212; y += 4) {
      for (int x = 8; x < 212; x += 4) {
        double mean = 0;
        double expected = 0;
        for (int i = 0; i < 4; i++) {
          for (int j = 0; j < 4; j++) {
            mean += result[224 * (y + i) + x + j] / 16;
            expected += (3 * (y + i + 16.5) - 2 * (x + j + 16.5)) * scale / 16;
          }
        }
        assertThat(mean).isEqualTo(expected, offset(1e-9));
      }
    }
  }

  @Test
  void apply_halving_weighsByTheTriangle() {
    double[] impulse = new double[16];
    double[] result = new double[8];
    for (int i = 4; i < 12; i++) {
      Arrays.fill(impulse, 0);
      impulse[i] = 8;
      new Resampling(Resizing.Filter.BILINEAR, 16, 8, 0, 8).apply(impulse, 0, 1, result, 0, 1);
      double[] expected = new double[8];
      // Weights of a target pixel k are 1, 3, 3, 1 eighths of source pixels 2k-1 .. 2k+2.
      for (int k = 0; k < 8; k++) {
        int tap = i - (2 * k - 1);
        expected[k] = tap >= 0 && tap < 4 ? new double[] {1, 3, 3, 1}[tap] : 0;
      }
      assertThat(result).containsExactly(expected, offset(1e-12));
    }
  }

  @Test
  void apply_wideImage_keepsTheCentre() {
    // Left third 0, middle third 1, right third 0: the crop shows the middle only.
    double[] pixels = new double[30 * 90];
    for (int y = 0; y < 30; y++) {
      Arrays.fill(pixels, 90 * y + 30, 90 * y + 60, 1);
    }
    double[] result = resized(new ImageShape(1, 28, 28), pixels, 30, 90);
    assertThat(Arrays.stream(result)).allSatisfy(v -> assertThat(v).isEqualTo(1, offset(1e-12)));
    // A tall image likewise.
    double[] tall = new double[90 * 30];
    Arrays.fill(tall, 30 * 30, 60 * 30, 1);
    assertThat(resized(new ImageShape(1, 28, 28), tall, 90, 30)).isEqualTo(result);
  }

  @Test
  void description_namesBothSizes() {
    assertThat(new ResizeAndCrop(new ImageShape(3, 224, 224)).description())
        .contains("256 x 256")
        .contains("224 x 224")
        .contains("centre crop");
  }

  private static double[] resizedTo(ImageShape shape, Resizing said, double[] pixels, int width) {
    return new ResizeAndCrop(shape, said)
        .apply(new Planes(1, pixels.length / width, width, pixels));
  }

  /** Columns 0 to 7 in rows that are all the same. */
  private static double[] columns(int height) {
    double[] pixels = new double[height * 8];
    Arrays.setAll(pixels, i -> i % 8);
    return pixels;
  }

  @Test
  void apply_saidToStretch_takesTheWholeWidth() {
    Resizing said = new Resizing(4, 4, false, Resizing.Filter.BILINEAR);
    double[] row = Arrays.copyOf(resizedTo(new ImageShape(1, 4, 4), said, columns(4), 8), 4);
    assertThat(row[0]).isLessThan(1);
    assertThat(row[3]).isGreaterThan(6);
  }

  @Test
  void apply_saidToCover_cutsTheCentreOut() {
    Resizing said = new Resizing(4, 4, true, Resizing.Filter.BICUBIC);
    double[] found = resizedTo(new ImageShape(1, 4, 4), said, columns(4), 8);
    assertThat(Arrays.copyOf(found, 4)).containsExactly(new double[] {2, 3, 4, 5}, offset(1e-12));
  }

  /** Said so, an image of the model's size is enlarged and its centre cut out. */
  @Test
  void apply_targetSizeAndSaidToBeLarger_isEnlarged() {
    Resizing said = new Resizing(16, 16, true, Resizing.Filter.BILINEAR);
    double[] pixels = columns(8);
    double[] found = resizedTo(new ImageShape(1, 8, 8), said, pixels, 8);
    // Target column c is column c + 4 of 16, whose centre is (c + 4.5) / 2 from the left.
    double[] expected = new double[8];
    Arrays.setAll(expected, c -> (c + 4.5) / 2 - 0.5);
    assertThat(Arrays.copyOf(found, 8)).containsExactly(expected, offset(1e-12));
    Resizing same = new Resizing(8, 8, true, Resizing.Filter.BILINEAR);
    assertThat(resizedTo(new ImageShape(1, 8, 8), same, pixels, 8)).isEqualTo(pixels);
  }

  @Test
  void constructor_saidToBeSmallerThanTheTarget_isRefused() {
    Resizing said = new Resizing(8, 4, false, Resizing.Filter.BILINEAR);
    assertThatThrownBy(() -> new ResizeAndCrop(new ImageShape(1, 8, 8), said))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("at least the model's 8 x 8")
        .hasMessageContaining("says 8 x 4");
  }
}
