package io.separatrix.geometry.detection.baseline;

/** Takes detail out of an image that its meaning should not depend on. */
@FunctionalInterface
public interface Squeezer {

  /**
   * @param x the image, length d; not modified
   * @return the squeezed image, new
   */
  double[] squeeze(double[] x);
}
