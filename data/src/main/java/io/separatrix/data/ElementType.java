package io.separatrix.data;

import java.nio.ByteBuffer;
import java.util.Optional;

/** Type of a stored value, with NumPy's code for it. */
enum ElementType {
  BOOL("b1", 1) {
    @Override
    double get(ByteBuffer bytes, int index) {
      return bytes.get(index) == 0 ? 0 : 1;
    }
  },
  UINT8("u1", 1) {
    @Override
    double get(ByteBuffer bytes, int index) {
      return bytes.get(index) & 0xff;
    }
  },
  INT8("i1", 1) {
    @Override
    double get(ByteBuffer bytes, int index) {
      return bytes.get(index);
    }
  },
  UINT16("u2", 2) {
    @Override
    double get(ByteBuffer bytes, int index) {
      return bytes.getShort(2 * index) & 0xffff;
    }
  },
  INT16("i2", 2) {
    @Override
    double get(ByteBuffer bytes, int index) {
      return bytes.getShort(2 * index);
    }
  },
  UINT32("u4", 4) {
    @Override
    double get(ByteBuffer bytes, int index) {
      return Integer.toUnsignedLong(bytes.getInt(4 * index));
    }
  },
  INT32("i4", 4) {
    @Override
    double get(ByteBuffer bytes, int index) {
      return bytes.getInt(4 * index);
    }
  },
  INT64("i8", 8) {
    @Override
    double get(ByteBuffer bytes, int index) {
      return bytes.getLong(8 * index);
    }
  },
  UINT64("u8", 8) {
    @Override
    double get(ByteBuffer bytes, int index) {
      long value = bytes.getLong(8 * index);
      return value >= 0 ? value : value + 0x1p64;
    }
  },
  FLOAT16("f2", 2) {
    @Override
    double get(ByteBuffer bytes, int index) {
      // IEEE 754 binary16; Java has a conversion from version 20 on.
      int bits = bytes.getShort(2 * index);
      int exponent = bits >> 10 & 0x1f;
      int fraction = bits & 0x3ff;
      double size =
          switch (exponent) {
            case 0 -> Math.scalb((double) fraction, -24);
            case 0x1f -> fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
            default -> Math.scalb(0x400p0 + fraction, exponent - 25);
          };
      return bits < 0 ? -size : size;
    }
  },
  FLOAT32("f4", 4) {
    @Override
    double get(ByteBuffer bytes, int index) {
      return bytes.getFloat(4 * index);
    }
  },
  FLOAT64("f8", 8) {
    @Override
    double get(ByteBuffer bytes, int index) {
      return bytes.getDouble(8 * index);
    }
  };

  private final String code;
  private final int size;

  ElementType(String code, int size) {
    this.code = code;
    this.size = size;
  }

  /** The type with a NumPy code such as {@code f4}, without byte order. */
  static Optional<ElementType> of(String code) {
    for (ElementType type : values()) {
      if (type.code.equals(code)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  /** NumPy's code without byte order. */
  String code() {
    return code;
  }

  /** Bytes per value. */
  int size() {
    return size;
  }

  /** Whether values are floating-point numbers. */
  boolean isFloatingPoint() {
    return this == FLOAT16 || this == FLOAT32 || this == FLOAT64;
  }

  /**
   * Value number {@code index}, counted from the buffer's start, in the buffer's byte order; 64-bit
   * integers are rounded to double precision.
   */
  abstract double get(ByteBuffer bytes, int index);
}
