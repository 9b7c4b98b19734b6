package io.separatrix.torch.operators;

import io.separatrix.network.ElementType;
import io.separatrix.network.engine.Precision;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** LibTorch's element types for those of a graph. */
public final class ScalarTypes {

  private ScalarTypes() {}

  /** The type of the same numbers. */
  public static ScalarType of(ElementType type) {
    return switch (type) {
      case FLOAT16 -> ScalarType.Half;
      case BFLOAT16 -> ScalarType.BFloat16;
      case FLOAT32 -> ScalarType.Float;
      case FLOAT64 -> ScalarType.Double;
      case INT8 -> ScalarType.Char;
      case UINT8 -> ScalarType.Byte;
      case INT16 -> ScalarType.Short;
      case UINT16 -> ScalarType.UInt16;
      case INT32 -> ScalarType.Int;
      case UINT32 -> ScalarType.UInt32;
      case INT64 -> ScalarType.Long;
      case UINT64 -> ScalarType.UInt64;
      case BOOL -> ScalarType.Bool;
    };
  }

  /** The type in which a network of this precision computes. */
  public static ScalarType of(Precision precision) {
    return switch (precision) {
      case FLOAT32 -> ScalarType.Float;
      case FLOAT64 -> ScalarType.Double;
    };
  }

  /** The type of the same numbers in a graph. */
  static ElementType from(ScalarType type) {
    for (ElementType candidate : ElementType.values()) {
      if (of(candidate) == type.intern()) {
        return candidate;
      }
    }
    throw new IllegalArgumentException("no element type for " + type);
  }

  /** The type with ONNX's number, as Cast and others name it in an attribute. */
  static ScalarType ofOnnx(OperatorCall call, long number) {
    return switch ((int) number) {
      case 1 -> ScalarType.Float;
      case 2 -> ScalarType.Byte;
      case 3 -> ScalarType.Char;
      case 4 -> ScalarType.UInt16;
      case 5 -> ScalarType.Short;
      case 6 -> ScalarType.Int;
      case 7 -> ScalarType.Long;
      case 9 -> ScalarType.Bool;
      case 10 -> ScalarType.Half;
      case 11 -> ScalarType.Double;
      case 12 -> ScalarType.UInt32;
      case 13 -> ScalarType.UInt64;
      case 16 -> ScalarType.BFloat16;
      default -> throw call.fail("element type " + number + " of ONNX is not supported");
    };
  }
}
