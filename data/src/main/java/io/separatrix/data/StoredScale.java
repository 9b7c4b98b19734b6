package io.separatrix.data;

import java.util.Optional;
import java.util.stream.DoubleStream;

/** Which scale the values of an array are on, found from their type and from a sample of them. */
enum StoredScale {
  /** 0 is black and 255 white. */
  BYTES,
  /** 0 is black and 1 white. */
  UNIT,
  /** Another one, which must be the model's own. */
  OTHER;

  /** A range up to here is meant for pixels from 0 or -1 to 1, one further up for bytes. */
  private static final double UNIT_LIMIT = 2;

  /** The scale of values of a type; NaN in the sample does not count. */
  static StoredScale of(ElementType type, DoubleStream sample) {
    if (type == ElementType.UINT8) {
      return BYTES;
    }
    var found = sample.filter(value -> !Double.isNaN(value)).summaryStatistics();
    if (found.getMin() >= 0 && found.getMax() <= 1) {
      return UNIT;
    }
    boolean bytes = found.getMin() >= 0 && found.getMax() > UNIT_LIMIT && found.getMax() <= 255;
    // Whole numbers beyond 255 are refused item by item.
    return bytes || !type.isFloatingPoint() ? BYTES : OTHER;
  }

  /** Its ends, where they are known. */
  Optional<PixelRange> range() {
    return switch (this) {
      case BYTES -> Optional.of(PixelRange.BYTE);
      case UNIT -> Optional.of(PixelRange.UNIT);
      case OTHER -> Optional.empty();
    };
  }

  /**
   * Whether floating-point values are brought to the model's range: only between 0 to 1 and 0 to
   * 255. Values from 0 to 1 for a model that takes -1 to 1 may well be meant as they are.
   */
  boolean differsFrom(PixelRange model) {
    return switch (this) {
      case UNIT -> model.low() == 0 && model.high() > UNIT_LIMIT;
      case BYTES -> model.high() <= UNIT_LIMIT;
      case OTHER -> false;
    };
  }
}
