package io.separatrix.experiment.run;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A long vector as a journal keeps it: float64, little-endian, which JSON shows as base64. A third
 * of the size of decimal digits, and exact.
 *
 * @param bytes eight for each entry; not modified
 */
public record PackedDoubles(byte[] bytes) {

  public static PackedDoubles of(double[] values) {
    ByteBuffer buffer =
        ByteBuffer.allocate(Math.multiplyExact(8, values.length)).order(ByteOrder.LITTLE_ENDIAN);
    buffer.asDoubleBuffer().put(values);
    return new PackedDoubles(buffer.array());
  }

  /** The entries, new. */
  public double[] values() {
    double[] values = new double[bytes.length / 8];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer().get(values);
    return values;
  }
}
