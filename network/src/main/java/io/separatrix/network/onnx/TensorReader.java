package io.separatrix.network.onnx;

import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataLocation;
import io.separatrix.network.Constant;
import io.separatrix.network.ElementType;
import io.separatrix.network.ModelFormatException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** Turns ONNX tensors into constants; raw data is not copied. */
final class TensorReader {

  private final ExternalData external;

  TensorReader(ExternalData external) {
    this.external = external;
  }

  /**
   * @throws ModelFormatException if the data is not what type and extents ask for
   */
  Constant read(TensorProto tensor) {
    ElementType type = ElementTypes.require(tensor.getDataType(), tensor.getName());
    long[] shape = tensor.getDimsList().stream().mapToLong(Long::longValue).toArray();
    long bytes = bytes(tensor.getName(), type, shape);
    if (ElementTypes.packed(tensor.getDataType())) {
      return new Constant(type, shape, unpacked(tensor, type, bytes));
    }
    if (tensor.getDataLocation() == DataLocation.EXTERNAL) {
      return new Constant(type, shape, external.read(tensor, bytes));
    }
    if (tensor.hasRawData() && (!tensor.getRawData().isEmpty() || bytes == 0)) {
      require(tensor, "bytes of raw data", bytes, tensor.getRawData().size());
      return new Constant(type, shape, tensor.getRawData().asReadOnlyByteBuffer());
    }
    long elements = bytes / type.bytes();
    require(tensor, "elements", elements, listed(tensor, type));
    ByteBuffer data = ByteBuffer.allocateDirect((int) bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < elements; i++) {
      put(tensor, type, i, data);
    }
    return new Constant(type, shape, data.flip());
  }

  /** Integers of four bits, two in a byte, the first in the lower half. */
  private ByteBuffer unpacked(TensorProto tensor, ElementType type, long elements) {
    long packed = (elements + 1) / 2;
    ByteBuffer data;
    if (tensor.getDataLocation() == DataLocation.EXTERNAL) {
      data = external.read(tensor, packed);
    } else if (tensor.hasRawData() && !tensor.getRawData().isEmpty()) {
      data = tensor.getRawData().asReadOnlyByteBuffer();
      require(tensor, "bytes of raw data", packed, data.remaining());
    } else {
      require(tensor, "pairs of elements", packed, tensor.getInt32DataCount());
      data = ByteBuffer.allocate((int) packed);
      for (int i = 0; i < packed; i++) {
        data.put(i, (byte) tensor.getInt32Data(i));
      }
    }
    ByteBuffer wide = ByteBuffer.allocateDirect((int) elements);
    for (int i = 0; i < elements; i++) {
      int half = data.get(data.position() + i / 2) >> (i % 2 * 4) & 0xf;
      wide.put((byte) (type == ElementType.INT8 && half > 7 ? half - 16 : half));
    }
    return wide.flip();
  }

  private static long bytes(String name, ElementType type, long[] shape) {
    try {
      long bytes = type.bytes();
      for (long extent : shape) {
        if (extent < 0) {
          throw new ModelFormatException(
              "tensor '" + name + "': expected extents of at least 0, found " + List.of(extent));
        }
        bytes = Math.multiplyExact(bytes, extent);
      }
      return bytes;
    } catch (ArithmeticException e) {
      throw new ModelFormatException(
          "tensor '" + name + "': its extents " + java.util.Arrays.toString(shape) + " overflow",
          e);
    }
  }

  private static void require(TensorProto tensor, String what, long expected, long found) {
    if (expected != found) {
      throw new ModelFormatException(
          "tensor '"
              + tensor.getName()
              + "' of shape "
              + tensor.getDimsList()
              + ": expected "
              + expected
              + " "
              + what
              + ", found "
              + found);
    }
  }

  private static int listed(TensorProto tensor, ElementType type) {
    return switch (type) {
      case FLOAT32 -> tensor.getFloatDataCount();
      case FLOAT64 -> tensor.getDoubleDataCount();
      case INT64 -> tensor.getInt64DataCount();
      case UINT32, UINT64 -> tensor.getUint64DataCount();
      default -> tensor.getInt32DataCount();
    };
  }

  private static void put(TensorProto tensor, ElementType type, int i, ByteBuffer data) {
    switch (type) {
      case FLOAT32 -> data.putFloat(tensor.getFloatData(i));
      case FLOAT64 -> data.putDouble(tensor.getDoubleData(i));
      case INT64 -> data.putLong(tensor.getInt64Data(i));
      case UINT64 -> data.putLong(tensor.getUint64Data(i));
      case UINT32 -> data.putInt((int) tensor.getUint64Data(i));
      case INT32 -> data.putInt(tensor.getInt32Data(i));
      // 16-bit floats are listed as their bit patterns.
      case FLOAT16, BFLOAT16, INT16, UINT16 -> data.putShort((short) tensor.getInt32Data(i));
      case INT8, UINT8, BOOL -> data.put((byte) tensor.getInt32Data(i));
    }
  }
}
