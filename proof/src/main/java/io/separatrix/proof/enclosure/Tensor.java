package io.separatrix.proof.enclosure;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * An array of numbers known when a network is read: a constant, or the indices of a value's
 * neurons.
 *
 * @param shape extents, outermost first
 * @param data elements in row-major order; not modified
 */
record Tensor(int[] shape, double[] data) {

  Tensor {
    if (Windows.volume(shape) != data.length) {
      throw new UnsupportedNetworkException(
          "expected " + Arrays.toString(shape) + " elements, found " + data.length);
    }
  }

  /** The indices 0, 1, ... of an array's elements. */
  static Tensor indices(int[] shape) {
    double[] data = new double[Windows.volume(shape)];
    Arrays.setAll(data, i -> i);
    return new Tensor(shape, data);
  }

  static Tensor of(double... values) {
    return new Tensor(new int[] {values.length}, values);
  }

  int rank() {
    return shape.length;
  }

  int[] ints() {
    return Arrays.stream(data).mapToInt(value -> (int) value).toArray();
  }

  /** The same elements with other extents. */
  Tensor reshaped(int... newShape) {
    return new Tensor(newShape, data);
  }

  /** Axes in another order. */
  Tensor transposed(int[] order) {
    int[] extents = Arrays.stream(order).map(axis -> shape[axis]).toArray();
    int[] strides = strides(shape);
    return filled(
        extents,
        at -> {
          int index = 0;
          for (int i = 0; i < order.length; i++) {
            index += at[i] * strides[order[i]];
          }
          return index;
        },
        0);
  }

  /** Elements of one axis by their places in it; a place of -1 gives the filler. */
  Tensor along(int axis, int count, IntUnaryOperator place, double filler) {
    int[] extents = shape.clone();
    extents[axis] = count;
    int[] strides = strides(shape);
    return filled(
        extents,
        at -> {
          int from = place.applyAsInt(at[axis]);
          if (from < 0) {
            return -1;
          }
          int index = 0;
          for (int i = 0; i < at.length; i++) {
            index += (i == axis ? from : at[i]) * strides[i];
          }
          return index;
        },
        filler);
  }

  /** Repeated along axes of extent 1 and new outer axes, as ONNX and NumPy broadcast. */
  Tensor broadcast(int[] extents) {
    if (Arrays.equals(extents, shape)) {
      return this;
    }
    int[] strides = strides(shape);
    int outer = extents.length - shape.length;
    return filled(
        extents,
        at -> {
          int index = 0;
          for (int i = 0; i < shape.length; i++) {
            index += shape[i] == 1 ? 0 : at[outer + i] * strides[i];
          }
          return index;
        },
        0);
  }

  /** The extents that two arrays are broadcast to. */
  static int[] common(int[] left, int[] right) {
    int rank = Math.max(left.length, right.length);
    int[] extents = new int[rank];
    for (int i = 0; i < rank; i++) {
      int l = i < rank - left.length ? 1 : left[i - rank + left.length];
      int r = i < rank - right.length ? 1 : right[i - rank + right.length];
      if (l != r && l != 1 && r != 1) {
        throw new UnsupportedNetworkException(
            Arrays.toString(left) + " and " + Arrays.toString(right) + " do not go together");
      }
      extents[i] = l == 1 ? r : l;
    }
    return extents;
  }

  private interface Source {
    int of(int[] at);
  }

  private Tensor filled(int[] extents, Source source, double filler) {
    double[] values = new double[Windows.volume(extents)];
    int[] at = new int[extents.length];
    for (int i = 0; i < values.length; i++) {
      int index = source.of(at);
      values[i] = index < 0 ? filler : data[index];
      for (int axis = extents.length - 1; axis >= 0 && ++at[axis] == extents[axis]; axis--) {
        at[axis] = 0;
      }
    }
    return new Tensor(extents, values);
  }

  private static int[] strides(int[] shape) {
    int[] strides = new int[shape.length];
    int stride = 1;
    for (int i = shape.length - 1; i >= 0; i--) {
      strides[i] = stride;
      stride *= shape[i];
    }
    return strides;
  }
}
