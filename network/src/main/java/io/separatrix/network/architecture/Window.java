package io.separatrix.network.architecture;

import io.separatrix.network.Attributes;

/**
 * How a square convolution moves over the image.
 *
 * @param kernel height and width of the squares
 * @param stride pixels from one square to the next
 * @param padding zeros on each side
 * @param groups parts that the channels fall into, each with a convolution of its own
 */
record Window(int kernel, int stride, int padding, int groups) {

  /** Keeps the image's size; {@code kernel} is odd. */
  static Window same(int kernel) {
    return new Window(kernel, 1, (kernel - 1) / 2, 1);
  }

  /** The same in so many groups. */
  Window inGroups(int newGroups) {
    return new Window(kernel, stride, padding, newGroups);
  }

  Attributes attributes() {
    return Attributes.NONE
        .with("kernel_shape", new long[] {kernel, kernel})
        .with("strides", new long[] {stride, stride})
        .with("pads", new long[] {padding, padding, padding, padding})
        .with("group", (long) groups);
  }
}
