package io.separatrix.torch.operators;

/**
 * Resampling of one axis as a matrix: row o holds the weights of the input positions in output
 * position o. The rules are those of the ONNX operator Resize.
 *
 * @param mode nearest, linear or cubic
 * @param coordinates name of the map from output to input positions
 * @param rounding how nearest rounds
 * @param cubic coefficient a of the cubic kernel
 * @param excludeOutside whether weights of positions outside the image are dropped and the others
 *     scaled up, instead of going to the image's edge
 * @param antialias whether the kernel is widened when the image shrinks
 */
record Interpolation(
    String mode,
    String coordinates,
    String rounding,
    double cubic,
    boolean excludeOutside,
    boolean antialias) {

  /** Operator sets 7 to 10: input position = output position / scale, rounded down. */
  static Interpolation upsample(String mode) {
    return new Interpolation(mode, "asymmetric", "floor", -0.75, false, false);
  }

  /**
   * The matrix, {@code out x in} in row-major order.
   *
   * @param in extent of the input
   * @param out extent of the output
   * @param scale output extent per input extent
   * @param start where the region of interest starts, as a share of the input; for {@code
   *     tf_crop_and_resize} only
   * @param end where it ends
   * @return rows of weights; NaN in a whole row stands for the extrapolation value
   */
  double[][] matrix(int in, int out, double scale, double start, double end) {
    double[][] rows = new double[out][in];
    for (int o = 0; o < out; o++) {
      double x = position(o, in, out, scale, start, end);
      if (coordinates.equals("tf_crop_and_resize") && (x < 0 || x > in - 1)) {
        java.util.Arrays.fill(rows[o], Double.NaN);
      } else if (mode.equals("nearest")) {
        rows[o][clamp(nearest(x), in)] = 1;
      } else {
        weigh(rows[o], x, antialias ? Math.min(scale, 1) : 1);
      }
    }
    return rows;
  }

  private double position(int o, int in, int out, double scale, double start, double end) {
    // The extent of the output before it was rounded to an integer.
    double width = scale * in;
    return switch (coordinates) {
      case "asymmetric" -> o / scale;
      case "align_corners" -> width == 1 ? 0 : o * (in - 1) / (width - 1);
      case "pytorch_half_pixel" -> out == 1 ? 0 : (o + 0.5) / scale - 0.5;
      case "tf_half_pixel_for_nn" -> (o + 0.5) / scale;
      case "half_pixel_symmetric" -> {
        // The image's centre stays where it is although the extent was rounded.
        double adjustment = out / (scale * in);
        double center = in / 2.0;
        yield center * (1 - adjustment) + (o + 0.5) / scale - 0.5;
      }
      case "tf_crop_and_resize" ->
          width == 1
              ? 0.5 * (start + end) * (in - 1)
              : start * (in - 1) + o * (end - start) * (in - 1) / (width - 1);
      default -> (o + 0.5) / scale - 0.5;
    };
  }

  private int nearest(double x) {
    double floor = Math.floor(x);
    return (int)
        switch (rounding) {
          case "floor" -> floor;
          case "ceil" -> Math.ceil(x);
          case "round_prefer_ceil" -> Math.floor(x + 0.5);
          default -> Math.ceil(x - 0.5);
        };
  }

  private static int clamp(int i, int size) {
    return Math.max(0, Math.min(i, size - 1));
  }

  /** Weights around x of the kernel, stretched by 1 / shrink. */
  private void weigh(double[] row, double x, double shrink) {
    double reach = (mode.equals("linear") ? 1 : 2) / shrink;
    int first = (int) Math.floor(x - reach) + 1;
    int last = (int) Math.ceil(x + reach) - 1;
    double sum = 0;
    for (int i = first; i <= last; i++) {
      boolean inside = i >= 0 && i < row.length;
      if (inside || !excludeOutside) {
        double weight = kernel((i - x) * shrink);
        row[clamp(i, row.length)] += weight;
        sum += weight;
      }
    }
    for (int i = 0; i < row.length; i++) {
      row[i] /= sum;
    }
  }

  private double kernel(double t) {
    double x = Math.abs(t);
    if (mode.equals("linear")) {
      return Math.max(0, 1 - x);
    }
    // Keys, "Cubic convolution interpolation for digital image processing" (1981), eq. 15.
    if (x < 1) {
      return ((cubic + 2) * x - (cubic + 3)) * x * x + 1;
    }
    return x < 2 ? ((cubic * x - 5 * cubic) * x + 8 * cubic) * x - 4 * cubic : 0;
  }
}
