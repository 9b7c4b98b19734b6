package io.separatrix.data;

/** An image that can be read line by line, so that it need not be unpacked as a whole. */
interface Samples {
  /** 1 for greyscale, 3 for RGB, or more. */
  int channels();

  int height();

  int width();

  /**
   * Reads one line.
   *
   * @param target gets {@link #width} values from 0 to 255 at its start
   */
  void row(int channel, int y, double[] target);
}
