package io.separatrix.explorer.view;

import io.separatrix.data.ImageShape;
import io.separatrix.data.PixelRange;
import io.separatrix.experiment.Experiment;
import io.separatrix.report.chart.Pixels;
import java.awt.image.BufferedImage;
import org.jspecify.annotations.Nullable;

/** Points of the input space as pictures, where they have one channel or three. */
public final class Pictured {

  private static final int MOST = 224;

  private final @Nullable Pixels pixels;

  Pictured(Experiment experiment) {
    ImageShape shape = experiment.images().shape();
    PixelRange range = experiment.images().range();
    pixels =
        shape.channels() == 1 || shape.channels() == 3
            ? new Pixels(shape.channels(), shape.height(), shape.width(), range.low(), range.high())
            : null;
  }

  /** A {@code data:} address of an image; empty if there are no pictures. */
  public String image(double[] values) {
    return pixels == null ? "" : pixels.image(values).source();
  }

  /** A perturbation, magnified around middle grey. */
  public String perturbation(double[] values, double factor) {
    return pixels == null ? "" : pixels.perturbation(values, factor).source();
  }

  /** The factor at which a perturbation just fits. */
  public double magnification(double[] perturbation) {
    return pixels == null ? 1 : pixels.magnification(perturbation);
  }

  /** An image to draw; null if there are no pictures. */
  public @Nullable BufferedImage drawn(double[] values) {
    return pixels == null ? null : pixels.thumbnail(values, MOST);
  }

  /** A perturbation to draw, magnified around middle grey; null if there are no pictures. */
  public @Nullable BufferedImage drawnPerturbation(double[] values, double factor) {
    if (pixels == null) {
      return null;
    }
    double middle = (pixels.black() + pixels.white()) / 2;
    double[] shown = new double[values.length];
    for (int i = 0; i < shown.length; i++) {
      shown[i] = middle + factor * values[i];
    }
    return pixels.thumbnail(shown, MOST);
  }
}
