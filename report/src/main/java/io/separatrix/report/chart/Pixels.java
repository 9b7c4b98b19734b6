package io.separatrix.report.chart;

import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.image.BufferedImage;
import java.util.Arrays;

/**
 * Images of the input space as pictures, one picture pixel for each; photographs reduced to 128
 * pixels a side and compressed, since a report carries hundreds of them.
 *
 * @param channels 1 (greyscale) or 3 (RGB)
 * @param height rows
 * @param width columns
 * @param black the value shown as black
 * @param white the value shown as white
 */
public record Pixels(int channels, int height, int width, double black, double white) {

  private static final int MOST = 128;

  /** The value of a perturbation that is zero: middle grey. */
  private static final double GREY = 0.5;

  /** Share of a perturbation's values that magnification may cut off. */
  private static final double CUT_OFF = 0.01;

  public Pixels {
    if (channels != 1 && channels != 3) {
      throw new IllegalArgumentException("expected 1 or 3 channels, found " + channels);
    }
  }

  /**
   * An image, values beyond black and white cut off.
   *
   * @param values C x H x W flattened; not modified
   */
  public Picture image(double[] values) {
    return picture(values, 1 / (white - black), -black / (white - black));
  }

  /**
   * A perturbation, magnified around middle grey, which stands for zero.
   *
   * @param values C x H x W flattened; not modified
   * @param factor magnification; see {@link #magnification}
   */
  public Picture perturbation(double[] values, double factor) {
    return picture(values, factor / (white - black), GREY);
  }

  /**
   * The magnification at which a perturbation just fits but for the largest hundredth of its
   * values, which are cut off unless all others are zero: 1, 2 or 5 times a power of ten, rounded
   * down; 1 if it is zero. The perturbation of a photograph has a few large values that would leave
   * the others invisible.
   */
  public double magnification(double[] perturbation) {
    double[] sizes = Arrays.stream(perturbation).map(Math::abs).sorted().toArray();
    double most = sizes[(int) Math.ceil((1 - CUT_OFF) * sizes.length) - 1];
    double largest = most == 0 ? sizes[sizes.length - 1] : most;
    if (!(largest > 0) || !Double.isFinite(largest)) {
      return 1;
    }
    double fitting = GREY * (white - black) / largest;
    double power = Math.pow(10, Math.floor(Math.log10(fitting)));
    double mantissa = fitting / power;
    return power * (mantissa >= 5 ? 5 : mantissa >= 2 ? 2 : 1);
  }

  /**
   * The same for images of which squares of pixels are averaged, so that no side is longer than
   * given.
   */
  public Pixels atMost(int most) {
    int square = square(most);
    return new Pixels(
        channels, (height + square - 1) / square, (width + square - 1) / square, black, white);
  }

  /**
   * An image's values from 0 for black to 1 for white, not cut off, averaged as {@link #atMost}
   * says.
   *
   * @param values C x H x W flattened; not modified
   */
  public double[] levels(double[] values, int most) {
    return Arrays.stream(averaged(values, most)).map(x -> (x - black) / (white - black)).toArray();
  }

  /** The same for a difference of two images, of which 0 stays 0. */
  public double[] differences(double[] values, int most) {
    return Arrays.stream(averaged(values, most)).map(x -> x / (white - black)).toArray();
  }

  private int square(int most) {
    return (Math.max(height, width) + most - 1) / most;
  }

  private double[] averaged(double[] values, int most) {
    Pixels small = atMost(most);
    int square = square(most);
    double[] sums = new double[channels * small.height * small.width];
    int[] counts = new int[sums.length];
    for (int i = 0; i < values.length; i++) {
      int row = i / width % height / square;
      int column = i % width / square;
      int at = (i / (height * width) * small.height + row) * small.width + column;
      sums[at] += values[i];
      counts[at]++;
    }
    for (int i = 0; i < sums.length; i++) {
      sums[i] /= counts[i];
    }
    return sums;
  }

  /**
   * An image for a figure of many, no side longer than given.
   *
   * @param values C x H x W flattened; not modified
   * @param most pixels of its longer side
   */
  public BufferedImage thumbnail(double[] values, int most) {
    BufferedImage image = drawn(values, 1 / (white - black), -black / (white - black));
    return Math.max(width, height) <= most ? image : reduced(image, most);
  }

  private Picture picture(double[] values, double scale, double offset) {
    BufferedImage image = drawn(values, scale, offset);
    return Math.max(width, height) <= MOST
        ? Picture.of(image)
        : Picture.photograph(reduced(image, MOST));
  }

  private BufferedImage drawn(double[] values, double scale, double offset) {
    int plane = height * width;
    if (values.length != channels * plane) {
      throw new IllegalArgumentException(
          "expected " + channels * plane + " values, found " + values.length);
    }
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < plane; i++) {
      int rgb = 0;
      for (int channel = 0; channel < 3; channel++) {
        double value = values[Math.min(channel, channels - 1) * plane + i] * scale + offset;
        rgb = rgb << 8 | (int) Math.round(255 * Math.max(0, Math.min(1, value)));
      }
      image.setRGB(i % width, i / width, rgb);
    }
    return image;
  }

  private static BufferedImage reduced(BufferedImage image, int most) {
    int longer = Math.max(image.getWidth(), image.getHeight());
    int columns = Math.max(1, image.getWidth() * most / longer);
    int rows = Math.max(1, image.getHeight() * most / longer);
    BufferedImage small = new BufferedImage(columns, rows, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = small.createGraphics();
    graphics.drawImage(
        image.getScaledInstance(columns, rows, Image.SCALE_AREA_AVERAGING), 0, 0, null);
    graphics.dispose();
    return small;
  }
}
