package io.separatrix.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PixelsTest {

  @Test
  void image_rgbPlanes_becomePixels() throws IOException {
    Pixels pixels = new Pixels(3, 1, 2, 0, 255);

    BufferedImage image = decode(pixels.image(new double[] {255, 0, 0, 300, 51, -9}));

    assertThat(image.getRGB(0, 0)).isEqualTo(0xffff0033);
    assertThat(image.getRGB(1, 0)).isEqualTo(0xff00ff00);
  }

  @Test
  void image_photograph_isReducedAndCompressed() throws IOException {
    double[] values = new double[3 * 192 * 256];
    Arrays.fill(values, 0, 192 * 256, 1);

    Picture picture = new Pixels(3, 192, 256, 0, 1).image(values);

    assertThat(picture.source()).startsWith("data:image/jpeg;base64,");
    BufferedImage image = decode(picture);

    assertThat(image.getWidth()).isEqualTo(128);
    assertThat(image.getHeight()).isEqualTo(96);
    Color red = new Color(image.getRGB(64, 48));
    assertThat(red.getRed()).isGreaterThan(250);
    assertThat(red.getGreen()).isLessThan(5);
  }

  @Test
  void image_greyscale_hasEqualChannels() throws IOException {
    Pixels pixels = new Pixels(1, 2, 1, 0, 1);

    BufferedImage image = decode(pixels.image(new double[] {0.2, 1}));

    assertThat(image.getHeight()).isEqualTo(2);
    assertThat(image.getRGB(0, 0)).isEqualTo(0xff333333);
    assertThat(image.getRGB(0, 1)).isEqualTo(0xffffffff);
  }

  @Test
  void perturbation_isMagnifiedAroundGrey() throws IOException {
    Pixels pixels = new Pixels(1, 1, 3, 0, 1);

    BufferedImage image = decode(pixels.perturbation(new double[] {0, 0.03, -0.03}, 10));

    assertThat(image.getRGB(0, 0)).isEqualTo(0xff808080);
    assertThat(image.getRGB(1, 0)).isEqualTo(0xffcccccc);
    assertThat(image.getRGB(2, 0)).isEqualTo(0xff333333);
  }

  @Test
  void magnification_isTheLargestRoundFactorThatFits() {
    Pixels unit = new Pixels(1, 1, 2, 0, 1);
    Pixels bytes = new Pixels(1, 1, 2, 0, 255);

    assertThat(unit.magnification(new double[] {0.02, -0.04})).isEqualTo(10);
    assertThat(unit.magnification(new double[] {0.02, -0.1})).isEqualTo(5);
    assertThat(bytes.magnification(new double[] {1, 0})).isEqualTo(100);
    assertThat(unit.magnification(new double[] {0, 0})).isEqualTo(1);
    double[] peaked = new double[200];
    Arrays.fill(peaked, 0.04);
    Arrays.fill(peaked, 0, 2, 10);
    assertThat(unit.magnification(peaked)).isEqualTo(10);
    double[] sparse = new double[200];
    sparse[7] = 0.1;
    assertThat(unit.magnification(sparse)).isEqualTo(5);
  }

  private static BufferedImage decode(Picture picture) throws IOException {
    byte[] png =
        Base64.getDecoder().decode(picture.source().substring(picture.source().indexOf(',') + 1));
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
    assertThat(image.getWidth()).isEqualTo(picture.width());
    assertThat(image.getHeight()).isEqualTo(picture.height());
    return image;
  }
}
