package io.separatrix.network;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Attributes of a node, with the types ONNX gives them: {@code Long}, {@code Float}, {@code
 * String}, {@code long[]}, {@code float[]}, {@code List<String>}, {@link Constant}.
 *
 * @param values by name; not modified
 */
public record Attributes(Map<String, Object> values) {

  public static final Attributes NONE = new Attributes(Map.of());

  public Attributes {
    values = Map.copyOf(values);
  }

  /** A copy with one more attribute. */
  public Attributes with(String name, Object value) {
    Map<String, Object> extended = new TreeMap<>(values);
    extended.put(name, value);
    return new Attributes(extended);
  }

  public boolean has(String name) {
    return values.containsKey(name);
  }

  public long integer(String name, long ifAbsent) {
    Long value = get(name, Long.class);
    return value == null ? ifAbsent : value;
  }

  public double number(String name, double ifAbsent) {
    Float value = get(name, Float.class);
    return value == null ? ifAbsent : value;
  }

  public String text(String name, String ifAbsent) {
    String value = get(name, String.class);
    return value == null ? ifAbsent : value;
  }

  public long[] integers(String name, long... ifAbsent) {
    long[] value = get(name, long[].class);
    return value == null ? ifAbsent : value;
  }

  public double[] numbers(String name, double... ifAbsent) {
    float[] value = get(name, float[].class);
    if (value == null) {
      return ifAbsent;
    }
    double[] wide = new double[value.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = value[i];
    }
    return wide;
  }

  public @Nullable Constant constant(String name) {
    return get(name, Constant.class);
  }

  private <T> @Nullable T get(String name, Class<T> type) {
    Object value = values.get(name);
    if (value == null) {
      return null;
    }
    if (!type.isInstance(value)) {
      throw new ModelFormatException(
          "attribute '"
              + name
              + "': expected "
              + type.getSimpleName()
              + ", found "
              + (value instanceof List<?> ? "strings" : value.getClass().getSimpleName()));
    }
    return type.cast(value);
  }
}
