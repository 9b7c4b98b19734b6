package io.separatrix.report.section;

import io.separatrix.data.ImageShape;
import io.separatrix.data.PixelRange;
import io.separatrix.experiment.Numbers;
import io.separatrix.report.chart.Pixels;
import io.separatrix.report.page.Block;
import java.awt.image.BufferedImage;
import org.jspecify.annotations.Nullable;

/** Images of a run as tiles of its report. */
public final class Pictures {

  private final Pixels pixels;

  private Pictures(Pixels pixels) {
    this.pixels = pixels;
  }

  /** The pictures of a run, or null where a point has neither one channel nor three. */
  public static @Nullable Pictures of(SectionContext context) {
    ImageShape shape = context.images().shape();
    PixelRange range = context.images().range();
    return shape.channels() == 1 || shape.channels() == 3
        ? new Pictures(
            new Pixels(shape.channels(), shape.height(), shape.width(), range.low(), range.high()))
        : null;
  }

  /** An image, cut off at the range. */
  public Block.ImageTile image(double[] values, String alt, String title, @Nullable String detail) {
    return new Block.ImageTile(pixels.image(values), alt, title, detail);
  }

  /** How images are shown. */
  Pixels pixels() {
    return pixels;
  }

  /**
   * An image for a figure of many, cut off at the range.
   *
   * @param most pixels of its longer side
   */
  public BufferedImage thumbnail(double[] values, int most) {
    return pixels.thumbnail(values, most);
  }

  /** A perturbation around middle grey, magnified. */
  public Block.ImageTile perturbation(double[] values, double factor, String alt, String detail) {
    return new Block.ImageTile(
        pixels.perturbation(values, factor), alt, "r, times " + Numbers.shown(factor), detail);
  }

  /** A direction around middle grey, scaled as {@link #magnification} says. */
  public Block.ImageTile direction(double[] values, String alt, String title) {
    double factor = magnification(values);
    return new Block.ImageTile(pixels.perturbation(values, factor), alt, title, null);
  }

  /** The factor at which a perturbation just fits; see {@link Pixels#magnification}. */
  public double magnification(double[] perturbation) {
    return pixels.magnification(perturbation);
  }
}
