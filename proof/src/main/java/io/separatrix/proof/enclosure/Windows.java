package io.separatrix.proof.enclosure;

import io.separatrix.network.Attributes;
import java.util.Arrays;

/**
 * Which pixels the windows of a convolution or a pooling layer see, over any number of spatial
 * axes.
 *
 * @param extents spatial extents of the result
 * @param pixels for each window the pixels in it, without those of the padding
 * @param offsets for each of these its place in the kernel, row-major
 * @param padded for each window how many places of the kernel lie in the image with its padding
 */
record Windows(int[] extents, int[][] pixels, int[][] offsets, int[] padded) {

  /**
   * @param image spatial extents of the operand
   * @param kernel extents of the kernel
   * @param attributes {@code strides}, {@code dilations}, {@code pads}, {@code auto_pad}, {@code
   *     ceil_mode} as ONNX defines them
   */
  static Windows of(int[] image, int[] kernel, Attributes attributes) {
    int axes = image.length;
    long[] ones = new long[axes];
    Arrays.fill(ones, 1);
    long[] strides = attributes.integers("strides", ones);
    long[] dilations = attributes.integers("dilations", ones);
    long[] pads = attributes.integers("pads", new long[2 * axes]).clone();
    String automatic = attributes.text("auto_pad", "NOTSET");
    boolean ceil = attributes.integer("ceil_mode", 0) == 1;
    if (kernel.length != axes
        || strides.length != axes
        || dilations.length != axes
        || pads.length != 2 * axes) {
      throw new IllegalArgumentException(
          "expected a kernel, strides, dilations and pads of " + axes + " axes");
    }
    int[] extents = new int[axes];
    for (int i = 0; i < axes; i++) {
      int reach = Math.toIntExact(dilations[i] * (kernel[i] - 1) + 1);
      int stride = Math.toIntExact(strides[i]);
      if (automatic.startsWith("SAME")) {
        extents[i] = (image[i] + stride - 1) / stride;
        long total = Math.max(0, (extents[i] - 1L) * stride + reach - image[i]);
        pads[i] = automatic.equals("SAME_UPPER") ? total / 2 : total - total / 2;
        pads[axes + i] = total - pads[i];
      } else {
        if (automatic.equals("VALID")) {
          pads[i] = 0;
          pads[axes + i] = 0;
        }
        long room = image[i] + pads[i] + pads[axes + i] - reach;
        extents[i] = (int) (Math.floorDiv(room + (ceil ? stride - 1 : 0), stride) + 1);
        // A window that would start in the padding behind the image is left out.
        if (ceil && (extents[i] - 1L) * stride >= image[i] + pads[i]) {
          extents[i]--;
        }
      }
      if (extents[i] < 1) {
        throw new IllegalArgumentException("expected an image of the size of the kernel at least");
      }
    }
    return enumerate(image, kernel, strides, dilations, pads, extents);
  }

  private static Windows enumerate(
      int[] image, int[] kernel, long[] strides, long[] dilations, long[] pads, int[] extents) {
    int axes = image.length;
    int count = volume(extents);
    int size = volume(kernel);
    int[][] pixels = new int[count][];
    int[][] offsets = new int[count][];
    int[] padded = new int[count];
    int[] pixelBuffer = new int[size];
    int[] offsetBuffer = new int[size];
    for (int w = 0; w < count; w++) {
      int[] corner = coordinates(w, extents);
      int found = 0;
      for (int k = 0; k < size; k++) {
        int[] place = coordinates(k, kernel);
        long pixel = 0;
        boolean inside = true;
        boolean inPadding = true;
        for (int i = 0; i < axes; i++) {
          long at = corner[i] * strides[i] - pads[i] + place[i] * dilations[i];
          inside &= at >= 0 && at < image[i];
          inPadding &= at < image[i] + pads[axes + i];
          pixel = pixel * image[i] + at;
        }
        padded[w] += inPadding ? 1 : 0;
        if (inside) {
          pixelBuffer[found] = (int) pixel;
          offsetBuffer[found++] = k;
        }
      }
      pixels[w] = Arrays.copyOf(pixelBuffer, found);
      offsets[w] = Arrays.copyOf(offsetBuffer, found);
    }
    return new Windows(extents, pixels, offsets, padded);
  }

  /** The most windows that one pixel of the image is in. */
  int overlap() {
    int last = 0;
    for (int[] window : pixels) {
      for (int pixel : window) {
        last = Math.max(last, pixel);
      }
    }
    int[] uses = new int[last + 1];
    int most = 0;
    for (int[] window : pixels) {
      for (int pixel : window) {
        most = Math.max(most, ++uses[pixel]);
      }
    }
    return most;
  }

  /** Number of windows. */
  int count() {
    return pixels.length;
  }

  static int volume(int[] extents) {
    int volume = 1;
    for (int extent : extents) {
      volume = Math.multiplyExact(volume, extent);
    }
    return volume;
  }

  /** The coordinates of an element, row-major. */
  static int[] coordinates(int index, int[] extents) {
    int[] coordinates = new int[extents.length];
    for (int i = extents.length - 1; i >= 0; i--) {
      coordinates[i] = index % extents[i];
      index /= extents[i];
    }
    return coordinates;
  }
}
