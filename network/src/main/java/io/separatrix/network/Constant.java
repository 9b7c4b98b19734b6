package io.separatrix.network;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * An array of numbers that belongs to a network: a weight, a bias, a shape.
 *
 * @param type element type
 * @param shape extents, outermost first; empty for a scalar; not modified
 * @param data elements in row-major order, little-endian, from position 0 to the limit; not
 *     modified. Any buffer is taken; a record holds a direct one, because an engine reads it by its
 *     address, and a heap buffer has none
 */
public record Constant(ElementType type, long[] shape, ByteBuffer data) {

  public Constant {
    long expected = Math.multiplyExact(elements(shape), type.bytes());
    if (data.remaining() != expected) {
      throw new IllegalArgumentException(
          "a "
              + type
              + " array of shape "
              + Arrays.toString(shape)
              + " takes "
              + expected
              + " bytes, found "
              + data.remaining());
    }
    data = direct(data).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static ByteBuffer direct(ByteBuffer data) {
    return data.isDirect()
        ? data.slice()
        : ByteBuffer.allocateDirect(data.remaining()).put(data.duplicate()).flip();
  }

  /** A FLOAT32 array. */
  public static Constant of(float[] values, long... shape) {
    ByteBuffer data = allocate(values.length, ElementType.FLOAT32);
    data.asFloatBuffer().put(values);
    return new Constant(ElementType.FLOAT32, shape, data);
  }

  /** A FLOAT64 array. */
  public static Constant of(double[] values, long... shape) {
    ByteBuffer data = allocate(values.length, ElementType.FLOAT64);
    data.asDoubleBuffer().put(values);
    return new Constant(ElementType.FLOAT64, shape, data);
  }

  /** An INT64 array. */
  public static Constant of(long[] values, long... shape) {
    ByteBuffer data = allocate(values.length, ElementType.INT64);
    data.asLongBuffer().put(values);
    return new Constant(ElementType.INT64, shape, data);
  }

  private static ByteBuffer allocate(int length, ElementType type) {
    return ByteBuffer.allocateDirect(Math.multiplyExact(length, type.bytes()))
        .order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Number of elements. */
  public long elements() {
    return elements(shape);
  }

  private static long elements(long[] shape) {
    long elements = 1;
    for (long extent : shape) {
      if (extent < 0) {
        throw new IllegalArgumentException(
            "expected extents of at least 0, found " + Arrays.toString(shape));
      }
      elements = Math.multiplyExact(elements, extent);
    }
    return elements;
  }

  /** The elements as doubles. FLOAT32, FLOAT64 and the integer types up to INT64 only. */
  public double[] toDoubles() {
    double[] values = new double[Math.toIntExact(elements())];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          switch (type) {
            case FLOAT32 -> data.getFloat(4 * i);
            case FLOAT64 -> data.getDouble(8 * i);
            case INT64 -> data.getLong(8 * i);
            case INT32 -> data.getInt(4 * i);
            case INT16 -> data.getShort(2 * i);
            case INT8 -> data.get(i);
            case UINT8, BOOL -> data.get(i) & 0xff;
            case UINT16 -> data.getShort(2 * i) & 0xffff;
            case UINT32 -> data.getInt(4 * i) & 0xffffffffL;
            default -> throw new IllegalStateException("no conversion of " + type + " to double");
          };
    }
    return values;
  }

  /** The elements as longs. INT64 and INT32 only. */
  public long[] toLongs() {
    long[] values = new long[Math.toIntExact(elements())];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          switch (type) {
            case INT64 -> data.getLong(8 * i);
            case INT32 -> data.getInt(4 * i);
            default -> throw new IllegalStateException("no conversion of " + type + " to long");
          };
    }
    return values;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Constant that
        && type == that.type
        && Arrays.equals(shape, that.shape)
        && data.equals(that.data);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(shape) + data.hashCode();
  }

  @Override
  public String toString() {
    return type + Arrays.toString(shape);
  }
}
