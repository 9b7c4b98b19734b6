package io.separatrix.experiment.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds what is missing in a record that was read from a file: Jackson leaves what it does not find
 * null, also where the record says that it never is.
 */
final class Completeness {

  private Completeness() {}

  /**
   * The path of the first component that is null and not {@link Nullable}, such as {@code
   * model.range[1]}; an empty text if there is none.
   *
   * @param value a record, a collection, a map or any other value
   */
  static String firstMissing(@Nullable Object value) {
    return firstMissing(value, "");
  }

  private static String firstMissing(@Nullable Object value, String path) {
    if (value == null || (value instanceof JsonNode node && node.isNull())) {
      return path.isEmpty() ? "everything" : path;
    }
    if (value instanceof Record entry) {
      return inRecord(entry, path);
    }
    if (value instanceof Collection<?> elements) {
      int index = 0;
      for (Object element : elements) {
        String missing = firstMissing(element, path + "[" + index++ + "]");
        if (!missing.isEmpty()) {
          return missing;
        }
      }
    } else if (value instanceof Map<?, ?> map) {
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        String missing = firstMissing(entry.getValue(), under(path, "" + entry.getKey()));
        if (!missing.isEmpty()) {
          return missing;
        }
      }
    }
    return "";
  }

  private static String inRecord(Record entry, String path) {
    for (RecordComponent component : entry.getClass().getRecordComponents()) {
      Object value = value(component, entry);
      if (value == null && component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
        continue;
      }
      String missing = firstMissing(value, under(path, component.getName()));
      if (!missing.isEmpty()) {
        return missing;
      }
    }
    return "";
  }

  private static @Nullable Object value(RecordComponent component, Record entry) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(entry);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("cannot look into " + entry.getClass(), e);
    }
  }

  private static String under(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }
}
