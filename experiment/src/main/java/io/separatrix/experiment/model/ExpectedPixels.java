package io.separatrix.experiment.model;

import io.separatrix.data.PixelRange;
import io.separatrix.data.Preprocessing;
import io.separatrix.data.Resizing;
import org.jspecify.annotations.Nullable;

/**
 * The images that a network takes.
 *
 * @param range of their pixels; null if the model does not say
 * @param normalization what was put before the network for them; null for nothing
 * @param whole whether it takes 8-bit pixels, so that those in 0 to 255 are rounded
 * @param resizing how its publisher brings images to its size; null if nothing is said of it
 */
public record ExpectedPixels(
    @Nullable PixelRange range,
    @Nullable Preprocessing normalization,
    boolean whole,
    @Nullable Resizing resizing) {

  /**
   * {@return pixels of which no more than the range is known}
   *
   * @param range null if not even that is known
   */
  public static ExpectedPixels in(@Nullable PixelRange range) {
    return new ExpectedPixels(range, null, false, null);
  }
}
