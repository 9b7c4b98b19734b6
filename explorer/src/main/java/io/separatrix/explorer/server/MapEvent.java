package io.separatrix.explorer.server;

import io.separatrix.explorer.view.PlaneMap;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;

/**
 * What is known of a map, as the page takes it: the points of a lattice, row by row, the first at
 * the smallest t.
 *
 * @param size points of the whole map along a side
 * @param stride between the points of the lattice; the last line lies on the last point
 * @param count points of the lattice along a side
 * @param labels base64: unsigned 16 bits for each, little-endian
 * @param margins base64: a byte for each, in units of {@code unit}
 * @param unit logits
 * @param evaluated base64: a bit for each, the lowest first; interpolated where 0
 * @param share of the whole map's points that were evaluated
 */
record MapEvent(
    int size,
    int stride,
    int count,
    String labels,
    String margins,
    double unit,
    String evaluated,
    double share) {

  private static final int BYTE = 255;

  static MapEvent of(PlaneMap map) {
    int size = map.grid().columns();
    int stride = map.stride();
    int count = stride == 1 ? size : size / stride + 1;
    float most = 0;
    for (int i = 0; i < count * count; i++) {
      most = Math.max(most, map.margins()[point(i, count, stride, size)]);
    }
    double unit = most > 0 ? most / BYTE : 1;
    ByteBuffer labels =
        ByteBuffer.allocate(Short.BYTES * count * count).order(ByteOrder.LITTLE_ENDIAN);
    byte[] margins = new byte[count * count];
    byte[] evaluated = new byte[(count * count + 7) / 8];
    for (int i = 0; i < count * count; i++) {
      int point = point(i, count, stride, size);
      labels.putShort((short) map.labels()[point]);
      margins[i] = (byte) Math.round(map.margins()[point] / unit);
      if (map.evaluated().get(point)) {
        evaluated[i / 8] |= (byte) (1 << i % 8);
      }
    }
    return new MapEvent(
        size,
        stride,
        count,
        base64(labels.array()),
        base64(margins),
        unit,
        base64(evaluated),
        map.evaluatedShare());
  }

  private static int point(int i, int count, int stride, int size) {
    int row = Math.min(i / count * stride, size - 1);
    int column = Math.min(i % count * stride, size - 1);
    return row * size + column;
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
