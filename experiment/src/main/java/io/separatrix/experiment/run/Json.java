package io.separatrix.experiment.run;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * JSON as the run folder writes it. Files for readers have no NaN or infinity: a number that is not
 * finite is null there. The journal keeps every double bit for bit.
 */
public final class Json {

  private static final ObjectMapper READABLE =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .addModule(new JavaTimeModule())
          .addModule(new IntervalModule())
          .addModule(
              new SimpleModule()
                  .addSerializer(double.class, new FiniteOrNull())
                  .addSerializer(Double.class, new FiniteOrNull())
                  .addSerializer(double[].class, new FinitesOrNulls()))
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private static final ObjectMapper EXACT =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .addModule(
              new SimpleModule()
                  .addSerializer(double[].class, new Bits())
                  .addDeserializer(double[].class, new FromBits()))
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  private Json() {}

  /** Writes files for readers: indented, null for a number that is not finite. */
  public static ObjectMapper readable() {
    return READABLE;
  }

  /**
   * Writes the journal: one line, doubles exact, {@code double[]} as its little-endian bytes in
   * base 64.
   */
  static ObjectMapper exact() {
    return EXACT;
  }

  /** A value as the tree that reading it back from a file gives. */
  public static JsonNode tree(Object value) {
    try {
      return READABLE.readTree(READABLE.writeValueAsString(value));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot be written as JSON: " + value, e);
    }
  }

  /** A record's components by name, doubles as they are. */
  public static Map<String, Object> map(Object record) {
    return new TreeMap<>(EXACT.convertValue(record, new TypeReference<Map<String, Object>>() {}));
  }

  private static final class FiniteOrNull extends StdSerializer<Double> {
    private static final long serialVersionUID = 1;

    FiniteOrNull() {
      super(Double.class);
    }

    @Override
    public void serialize(Double value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      writeFiniteOrNull(value, out);
    }
  }

  private static final class FinitesOrNulls extends StdSerializer<double[]> {
    private static final long serialVersionUID = 1;

    FinitesOrNulls() {
      super(double[].class);
    }

    @Override
    public void serialize(double[] values, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeStartArray();
      for (double value : values) {
        writeFiniteOrNull(value, out);
      }
      out.writeEndArray();
    }
  }

  private static void writeFiniteOrNull(double value, JsonGenerator out) throws IOException {
    if (Double.isFinite(value)) {
      out.writeNumber(value);
    } else {
      out.writeNull();
    }
  }

  private static final class Bits extends StdSerializer<double[]> {
    private static final long serialVersionUID = 1;

    Bits() {
      super(double[].class);
    }

    @Override
    public void serialize(double[] values, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeBinary(PackedDoubles.of(values).bytes());
    }
  }

  private static final class FromBits extends StdDeserializer<double[]> {
    private static final long serialVersionUID = 1;

    FromBits() {
      super(double[].class);
    }

    @Override
    public double[] deserialize(JsonParser in, DeserializationContext context) throws IOException {
      return new PackedDoubles(in.getBinaryValue()).values();
    }
  }
}
