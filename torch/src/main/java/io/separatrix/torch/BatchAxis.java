package io.separatrix.torch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Where the images of a batch lie in a value. An axis may hold more than the batch, as after a
 * reshape to [B * 8, ...]: its extent is {@code outer * B * inner}, in row-major order.
 *
 * @param axis the axis
 * @param outer elements of the axis that change more slowly than the batch
 */
record BatchAxis(int axis, long outer) {

  /** Of the images themselves. */
  static final BatchAxis FIRST = new BatchAxis(0, 1);

  /** Elements of the axis that change faster than the batch. */
  long inner(long[] shape, long batch) {
    return shape[axis] / batch / outer;
  }

  /** The shape with -1 in the place of this axis, so that it takes what is left. */
  long[] open(long[] shape) {
    long[] open = shape.clone();
    open[axis] = -1;
    return open;
  }

  /**
   * Where the batch may be after a reshape, most likely place first. Elements keep their order, so
   * as many must stand before the batch as did; extents of 1 leave several places, and so do axes
   * that are merged with the batch.
   *
   * @param from shape before, for {@code batch} images
   * @param to shape after, for as many
   */
  List<BatchAxis> reshaped(long[] from, long[] to, long batch) {
    long before = outer * product(from, 0, axis);
    int kept = trailing(from, to);
    List<BatchAxis> places = new ArrayList<>();
    for (int i = 0; i < to.length; i++) {
      long prefix = product(to, 0, i);
      if (prefix > 0 && before % prefix == 0 && to[i] % (before / prefix * batch) == 0) {
        places.add(new BatchAxis(i, before / prefix));
      }
    }
    places.sort(
        Comparator.comparing((BatchAxis place) -> place.axis >= to.length - kept)
            .thenComparing(BatchAxis::outer)
            .thenComparing(BatchAxis::axis));
    return places;
  }

  /** How many of the last axes, all behind the batch before, are the same after. */
  private int trailing(long[] from, long[] to) {
    int rest = from.length - axis - 1;
    if (rest > to.length) {
      return 0;
    }
    long[] behind = Arrays.copyOfRange(from, axis + 1, from.length);
    long[] last = Arrays.copyOfRange(to, to.length - rest, to.length);
    return Arrays.equals(behind, last) ? rest : 0;
  }

  static long product(long[] shape, int from, int to) {
    return Arrays.stream(shape, from, to).reduce(1, (a, b) -> a * b);
  }
}
