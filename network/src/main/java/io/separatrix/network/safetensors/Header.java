package io.separatrix.network.safetensors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.separatrix.network.Constant;
import io.separatrix.network.ElementType;
import io.separatrix.network.ModelFormatException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The header of a safetensors file, checked against the size of the file: the tensors lie one after
 * the other, without gaps and without overlap, and end where the file ends.
 *
 * @param bytes size of the header, its length field included
 * @param entries in the order of the file
 */
record Header(int bytes, List<Entry> entries, Map<String, String> metadata) {

  /** The format's own bound. */
  static final int LARGEST_JSON = 100_000_000;

  private static final String METADATA = "__metadata__";

  private static final Map<String, ElementType> TYPES =
      Map.ofEntries(
          Map.entry("F16", ElementType.FLOAT16),
          Map.entry("BF16", ElementType.BFLOAT16),
          Map.entry("F32", ElementType.FLOAT32),
          Map.entry("F64", ElementType.FLOAT64),
          Map.entry("I8", ElementType.INT8),
          Map.entry("U8", ElementType.UINT8),
          Map.entry("I16", ElementType.INT16),
          Map.entry("U16", ElementType.UINT16),
          Map.entry("I32", ElementType.INT32),
          Map.entry("U32", ElementType.UINT32),
          Map.entry("I64", ElementType.INT64),
          Map.entry("U64", ElementType.UINT64),
          Map.entry("BOOL", ElementType.BOOL));

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  static {
    JSON.getFactory()
        .setStreamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(8).build());
  }

  /**
   * One tensor.
   *
   * @param begin offset of its first byte behind the header
   * @param end offset behind its last byte
   */
  record Entry(String name, ElementType type, long[] shape, int begin, int end) {}

  /**
   * @param file the whole file, little-endian
   * @param source its name, for messages
   */
  static Header read(ByteBuffer file, String source) {
    if (file.remaining() < Long.BYTES) {
      throw malformed(source, "at least 8 bytes", file.remaining() + " bytes");
    }
    long length = file.getLong(0);
    long largest = Math.min(LARGEST_JSON, file.remaining() - Long.BYTES);
    if (length < 2 || length > largest) {
      throw malformed(
          source,
          "a header of 2 to " + largest + " bytes",
          Long.toUnsignedString(length) + " bytes");
    }
    byte[] json = new byte[(int) length];
    file.get(Long.BYTES, json);
    int bytes = Long.BYTES + json.length;
    JsonNode root;
    try {
      root = JSON.readTree(new String(json, StandardCharsets.UTF_8));
    } catch (JsonProcessingException e) {
      throw new ModelFormatException(
          source + ": expected a JSON header, found " + e.getOriginalMessage(), e);
    }
    if (!(root instanceof ObjectNode tensors)) {
      throw malformed(source, "a JSON object as header", root.getNodeType().toString());
    }
    Map<String, String> metadata = metadata(tensors.remove(METADATA), source);
    List<Entry> entries = new ArrayList<>();
    int available = file.remaining() - bytes;
    for (Map.Entry<String, JsonNode> field : tensors.properties()) {
      entries.add(entry(field.getKey(), field.getValue(), available, source));
    }
    entries.sort(Comparator.comparingInt(Entry::begin).thenComparingInt(Entry::end));
    int end = 0;
    for (Entry entry : entries) {
      if (entry.begin() != end) {
        throw malformed(
            source,
            "tensor '" + entry.name() + "' to begin at byte " + end + ", where the one before ends",
            "byte " + entry.begin());
      }
      end = entry.end();
    }
    if (end != available) {
      throw malformed(source, end + " bytes of tensors behind the header", available + " bytes");
    }
    return new Header(bytes, entries, metadata);
  }

  private static Map<String, String> metadata(@Nullable JsonNode node, String source) {
    Map<String, String> metadata = new TreeMap<>();
    if (node == null) {
      return metadata;
    }
    if (!node.isObject()) {
      throw malformed(source, METADATA + " to be a JSON object", node.getNodeType().toString());
    }
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      if (!field.getValue().isTextual()) {
        throw malformed(
            source, "text as metadata '" + field.getKey() + "'", field.getValue().toString());
      }
      metadata.put(field.getKey(), field.getValue().textValue());
    }
    return metadata;
  }

  private static Entry entry(String name, JsonNode node, int available, String source) {
    String where = source + ": tensor '" + name + "'";
    ElementType type = TYPES.get(node.path("dtype").asText());
    if (type == null) {
      throw malformed(
          where, "a dtype out of " + new TreeMap<>(TYPES).keySet(), node.path("dtype").toString());
    }
    long[] shape = integers(node.path("shape"), where, "shape");
    long[] offsets = integers(node.path("data_offsets"), where, "data_offsets");
    if (offsets.length != 2 || offsets[0] > offsets[1] || offsets[1] > available) {
      throw malformed(
          where,
          "data_offsets [begin, end] with begin <= end <= " + available,
          node.path("data_offsets").toString());
    }
    long size = offsets[1] - offsets[0];
    long expected = type.bytes();
    try {
      for (long extent : shape) {
        expected = Math.multiplyExact(expected, extent);
      }
    } catch (ArithmeticException e) {
      throw new ModelFormatException(
          where + ": expected fewer than 2^63 bytes, found shape " + node.path("shape"), e);
    }
    if (size != expected) {
      throw malformed(
          where,
          expected + " bytes for " + type + " of shape " + node.path("shape"),
          size + " bytes");
    }
    return new Entry(name, type, shape, (int) offsets[0], (int) offsets[1]);
  }

  private static long[] integers(JsonNode node, String where, String field) {
    if (!(node instanceof ArrayNode array)) {
      throw malformed(where, "an array as " + field, node.toString());
    }
    long[] values = new long[array.size()];
    for (int i = 0; i < values.length; i++) {
      JsonNode element = array.get(i);
      if (!element.isIntegralNumber() || !element.canConvertToLong() || element.longValue() < 0) {
        throw malformed(where, "integers of at least 0 as " + field, array.toString());
      }
      values[i] = element.longValue();
    }
    return values;
  }

  private static ModelFormatException malformed(String source, String expected, String found) {
    return new ModelFormatException(
        source
            + ": expected "
            + expected
            + ", found "
            + (found.isEmpty() ? "nothing" : found)
            + "; the file is damaged or not in the safetensors format");
  }

  /**
   * The bytes of the header for tensors that follow in the given order, padded to a multiple of 8.
   */
  static ByteBuffer of(SortedMap<String, Constant> tensors, Map<String, String> metadata) {
    ObjectNode root = JSON.createObjectNode();
    if (!metadata.isEmpty()) {
      ObjectNode node = root.putObject(METADATA);
      new TreeMap<>(metadata).forEach(node::put);
    }
    Map<ElementType, String> names = new TreeMap<>();
    TYPES.forEach((name, type) -> names.put(type, name));
    long begin = 0;
    for (Map.Entry<String, Constant> tensor : tensors.entrySet()) {
      Constant value = tensor.getValue();
      long end = begin + value.data().remaining();
      ObjectNode node = root.putObject(tensor.getKey());
      node.put("dtype", names.get(value.type()));
      ArrayNode shape = node.putArray("shape");
      for (long extent : value.shape()) {
        shape.add(extent);
      }
      node.putArray("data_offsets").add(begin).add(end);
      begin = end;
    }
    byte[] json = root.toString().getBytes(StandardCharsets.UTF_8);
    int padded = (json.length + 7) / 8 * 8;
    ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES + padded).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(padded).put(json);
    while (bytes.hasRemaining()) {
      bytes.put((byte) ' ');
    }
    return bytes.flip();
  }
}
