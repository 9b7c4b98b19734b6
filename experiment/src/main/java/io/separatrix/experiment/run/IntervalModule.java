package io.separatrix.experiment.run;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.PropertyName;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.BeanPropertyWriter;
import com.fasterxml.jackson.databind.ser.BeanSerializerModifier;
import io.separatrix.geometry.Interval;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Jackson's part of {@link IntervalKeys}: one component is written as several fields. */
final class IntervalModule extends SimpleModule {

  private static final long serialVersionUID = 1;

  IntervalModule() {
    setSerializerModifier(new Spreading());
  }

  private static final class Spreading extends BeanSerializerModifier {
    private static final long serialVersionUID = 1;

    @Override
    public List<BeanPropertyWriter> changeProperties(
        SerializationConfig config, BeanDescription bean, List<BeanPropertyWriter> properties) {
      return properties.stream().flatMap(Spreading::spread).toList();
    }

    private static Stream<BeanPropertyWriter> spread(BeanPropertyWriter property) {
      IntervalKeys keys = property.getAnnotation(IntervalKeys.class);
      return keys == null
          ? Stream.of(property)
          : IntervalField.of(keys, property.getName()).stream()
              .map(field -> new FieldWriter(property, field));
    }
  }

  /** Writes one number of an interval, or of each of a list, under its key. */
  private static final class FieldWriter extends BeanPropertyWriter {
    private static final long serialVersionUID = 1;

    private final transient IntervalField field;

    FieldWriter(BeanPropertyWriter component, IntervalField field) {
      super(component, PropertyName.construct(field.key()));
      this.field = field;
    }

    @Override
    public void serializeAsField(Object bean, JsonGenerator out, SerializerProvider provider)
        throws Exception {
      out.writeFieldName(field.key());
      provider.defaultSerializeValue(numbers(get(bean)), out);
    }

    private @Nullable Object numbers(@Nullable Object value) {
      if (value instanceof Interval interval) {
        return field.number().apply(interval);
      }
      if (value instanceof List<?> intervals) {
        return intervals.stream().map(this::numbers).toList();
      }
      if (value == null) {
        return null;
      }
      throw new IllegalArgumentException(
          "expected an interval for " + field.key() + ", found " + value.getClass());
    }
  }
}
