package io.separatrix.network.onnx;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import java.io.IOException;

/**
 * Bounds the number of parts of a file before they become objects: an empty node takes two bytes of
 * file and hundreds of memory. Numbers do not count, they take as much memory as file or little
 * more.
 */
final class StructureLimit {

  /** Some 70,000 nodes with their names and attributes; published classifiers have thousands. */
  private static final int LIMIT = 2_000_000;

  private static final int MESSAGE = 4;
  private static final int TEXT = 1;

  private final CodedInputStream input;
  private int parts;

  private StructureLimit(CodedInputStream input) {
    this.input = input;
  }

  /**
   * @param input read to its end
   * @param type what the file should hold
   * @throws InvalidProtocolBufferException if there are too many parts, they are nested too deeply,
   *     or the bytes are no message
   */
  static void check(CodedInputStream input, Descriptor type, int nesting) throws IOException {
    new StructureLimit(input).message(type, nesting);
  }

  private void message(Descriptor type, int nesting) throws IOException {
    if (nesting == 0) {
      throw new InvalidProtocolBufferException("its parts are nested too deeply");
    }
    for (int tag = input.readTag(); tag != 0; tag = input.readTag()) {
      FieldDescriptor field = type.findFieldByNumber(WireFormat.getTagFieldNumber(tag));
      int wire = WireFormat.getTagWireType(tag);
      if (wire == WireFormat.WIRETYPE_START_GROUP || wire == WireFormat.WIRETYPE_END_GROUP) {
        throw new InvalidProtocolBufferException("it has a group, which ONNX has not");
      }
      boolean message =
          field != null
              && field.getJavaType() == JavaType.MESSAGE
              && wire == WireFormat.WIRETYPE_LENGTH_DELIMITED;
      count(message ? MESSAGE : field == null || !field.isPackable() ? TEXT : 0);
      if (message) {
        int outer = input.pushLimit(input.readRawVarint32());
        message(field.getMessageType(), nesting - 1);
        input.popLimit(outer);
      } else {
        input.skipField(tag);
      }
    }
  }

  private void count(int weight) throws InvalidProtocolBufferException {
    parts += weight;
    if (parts > LIMIT) {
      throw new InvalidProtocolBufferException("it has more parts than any model");
    }
  }
}
