package io.separatrix.network.onnx;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.separatrix.network.ElementType;
import io.separatrix.network.ModelFormatException;
import io.separatrix.network.rewrite.QuantisedRange;
import org.jspecify.annotations.Nullable;

/** ONNX's numbers for element types. */
final class ElementTypes {

  private ElementTypes() {}

  /** Whether a type's numbers are packed, two in a byte. */
  static boolean packed(int number) {
    return number == QuantisedRange.ONNX_UINT4 || number == QuantisedRange.ONNX_INT4;
  }

  /**
   * The type that holds numbers of the type with the given number; null if there is none here
   * (strings, complex, floating point of four and eight bits). Integers of four bits are held in
   * eight.
   */
  static @Nullable ElementType find(int number) {
    if (packed(number)) {
      return number == QuantisedRange.ONNX_INT4 ? ElementType.INT8 : ElementType.UINT8;
    }
    DataType type = DataType.forNumber(number);
    if (type == null) {
      return null;
    }
    return switch (type) {
      case FLOAT -> ElementType.FLOAT32;
      case DOUBLE -> ElementType.FLOAT64;
      case FLOAT16 -> ElementType.FLOAT16;
      case BFLOAT16 -> ElementType.BFLOAT16;
      case INT8 -> ElementType.INT8;
      case UINT8 -> ElementType.UINT8;
      case INT16 -> ElementType.INT16;
      case UINT16 -> ElementType.UINT16;
      case INT32 -> ElementType.INT32;
      case UINT32 -> ElementType.UINT32;
      case INT64 -> ElementType.INT64;
      case UINT64 -> ElementType.UINT64;
      case BOOL -> ElementType.BOOL;
      default -> null;
    };
  }

  /** ONNX's number of a type. */
  static int number(ElementType type) {
    return switch (type) {
      case FLOAT32 -> DataType.FLOAT_VALUE;
      case FLOAT64 -> DataType.DOUBLE_VALUE;
      case FLOAT16 -> DataType.FLOAT16_VALUE;
      case BFLOAT16 -> DataType.BFLOAT16_VALUE;
      case INT8 -> DataType.INT8_VALUE;
      case UINT8 -> DataType.UINT8_VALUE;
      case INT16 -> DataType.INT16_VALUE;
      case UINT16 -> DataType.UINT16_VALUE;
      case INT32 -> DataType.INT32_VALUE;
      case UINT32 -> DataType.UINT32_VALUE;
      case INT64 -> DataType.INT64_VALUE;
      case UINT64 -> DataType.UINT64_VALUE;
      case BOOL -> DataType.BOOL_VALUE;
    };
  }

  /** The type with the given number, which the value of the given name must have. */
  static ElementType require(int number, String name) {
    ElementType type = find(number);
    if (type == null) {
      DataType known = DataType.forNumber(number);
      throw new ModelFormatException(
          "tensor '"
              + name
              + "': expected a type of numbers, found "
              + (known == null ? "type " + number : known));
    }
    return type;
  }
}
