package io.separatrix.network.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Parser;
import com.google.protobuf.UnsafeByteOperations;
import io.separatrix.network.ModelFormatException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Parses protocol buffers. The file is read once into memory outside the heap, and weights stay
 * there: what is parsed points into it.
 */
final class ProtoFile {

  /** Deeper nesting than any model has; keeps a hostile file from exhausting the stack. */
  private static final int NESTING_LIMIT = 64;

  private ProtoFile() {}

  static ModelProto model(Path file) {
    ModelProto model =
        parse(file, ModelProto.parser(), ModelProto.getDescriptor(), "an ONNX model");
    if (!model.hasGraph()) {
      throw new ModelFormatException(file + ": expected an ONNX model, found no graph in it");
    }
    return model;
  }

  static TensorProto tensor(Path file) {
    return parse(file, TensorProto.parser(), TensorProto.getDescriptor(), "an ONNX tensor");
  }

  private static <T> T parse(Path file, Parser<T> parser, Descriptor type, String expected) {
    ByteString bytes = UnsafeByteOperations.unsafeWrap(bytes(file));
    try {
      StructureLimit.check(bytes.newCodedInput(), type, NESTING_LIMIT);
      CodedInputStream stream = bytes.newCodedInput();
      stream.enableAliasing(true);
      stream.setRecursionLimit(NESTING_LIMIT);
      T message = parser.parseFrom(stream);
      stream.checkLastTagWas(0);
      return message;
    } catch (IOException e) {
      // Never from the file itself, which is in memory: the bytes are not what they must be.
      throw new ModelFormatException(
          file + ": expected " + expected + ", found something else: " + e.getMessage(), e);
    }
  }

  private static ByteBuffer bytes(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new ModelFormatException(file + ": expected a file, found none");
    }
    try (FileChannel channel = FileChannel.open(file)) {
      long size = channel.size();
      if (size > Integer.MAX_VALUE) {
        throw new ModelFormatException(
            file
                + ": expected at most 2 GiB, the limit of the format, found "
                + size
                + " bytes; larger models keep their weights in external data");
      }
      ByteBuffer buffer = ByteBuffer.allocateDirect((int) size);
      while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
        // A channel may return less than was asked for.
      }
      return buffer.flip().asReadOnlyBuffer();
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": cannot be read", e);
    }
  }
}
