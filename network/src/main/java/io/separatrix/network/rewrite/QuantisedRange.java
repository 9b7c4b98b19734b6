package io.separatrix.network.rewrite;

import io.separatrix.network.ElementType;
import org.jspecify.annotations.Nullable;

/**
 * The integers that a quantised value can be. Those of four bits are stored in eight.
 *
 * @param stored element type that holds them
 * @param least the least
 * @param greatest the greatest
 */
public record QuantisedRange(ElementType stored, double least, double greatest) {

  /** What QuantizeLinear results in where it is not told otherwise. */
  public static final QuantisedRange UINT8 = new QuantisedRange(ElementType.UINT8, 0, 255);

  /** ONNX's number of the unsigned integers of four bits. */
  public static final int ONNX_UINT4 = 21;

  /** ONNX's number of the signed integers of four bits. */
  public static final int ONNX_INT4 = 22;

  /** The range of a type; null if it is none that values are quantised to. */
  public static @Nullable QuantisedRange of(ElementType type) {
    return switch (type) {
      case UINT8 -> UINT8;
      case INT8 -> new QuantisedRange(type, -128, 127);
      case UINT16 -> new QuantisedRange(type, 0, 65535);
      case INT16 -> new QuantisedRange(type, -32768, 32767);
      case INT32 -> new QuantisedRange(type, Integer.MIN_VALUE, Integer.MAX_VALUE);
      default -> null;
    };
  }

  /** The range of the type with ONNX's number; null if it is none that values are quantised to. */
  public static @Nullable QuantisedRange ofOnnx(long number) {
    return switch ((int) number) {
      case 2 -> UINT8;
      case 3 -> of(ElementType.INT8);
      case 4 -> of(ElementType.UINT16);
      case 5 -> of(ElementType.INT16);
      case 6 -> of(ElementType.INT32);
      case ONNX_UINT4 -> new QuantisedRange(ElementType.UINT8, 0, 15);
      case ONNX_INT4 -> new QuantisedRange(ElementType.INT8, -8, 7);
      default -> null;
    };
  }
}
