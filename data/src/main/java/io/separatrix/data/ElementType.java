package io.separatrix.data;

import java.nio.ByteBuffer;

/** Type of a stored pixel value. */
enum ElementType {
  UINT8(1) {
    @Override
    double get(ByteBuffer bytes, int index) {
      return bytes.get(index) & 0xff;
    }
  },
  FLOAT32(4) {
    @Override
    double get(ByteBuffer bytes, int index) {
      return bytes.getFloat(4 * index);
    }
  },
  FLOAT64(8) {
    @Override
    double get(ByteBuffer bytes, int index) {
      return bytes.getDouble(8 * index);
    }
  };

  private final int size;

  ElementType(int size) {
    this.size = size;
  }

  /** Bytes per value. */
  int size() {
    return size;
  }

  /** Value number {@code index}, counted from the buffer's start, in the buffer's byte order. */
  abstract double get(ByteBuffer bytes, int index);
}
