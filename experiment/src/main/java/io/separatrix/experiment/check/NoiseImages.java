package io.separatrix.experiment.check;

import io.separatrix.data.Dataset;
import io.separatrix.data.ImageShape;
import io.separatrix.data.PixelRange;
import io.separatrix.data.Sha256;
import io.separatrix.geometry.Seeds;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.SplittableRandom;

/**
 * Images of independent pixels uniform over the range, for checks of a model without data.
 *
 * @param shape of each image
 * @param size number of images, at least 1
 */
public record NoiseImages(ImageShape shape, int size) implements Dataset {

  private static final String NAME = "uniform-noise";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public OptionalInt label(int index) {
    Objects.checkIndex(index, size);
    return OptionalInt.empty();
  }

  @Override
  public String id(int index) {
    return Integer.toString(Objects.checkIndex(index, size));
  }

  @Override
  public double[] pixels(int index, PixelRange range) {
    SplittableRandom random = Seeds.random(0, NAME, Objects.checkIndex(index, size));
    double[] pixels = new double[shape.dimension()];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = range.low() + range.width() * random.nextDouble();
    }
    return pixels;
  }

  @Override
  public List<String> classNames() {
    return List.of();
  }

  @Override
  public String sha256() {
    return Sha256.of((NAME + " " + shape + " " + size).getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String preprocessing() {
    return "none";
  }
}
