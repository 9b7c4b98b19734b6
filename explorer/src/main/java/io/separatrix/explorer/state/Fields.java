package io.separatrix.explorer.state;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The named values of a state, with a record of those that were asked for. */
final class Fields {

  private final Map<String, String> values;
  private final Set<String> read = new LinkedHashSet<>();

  Fields(Map<String, String> values) {
    this.values = values;
  }

  <T> T get(String name, T otherwise, Function<String, T> parse) {
    read.add(name);
    String text = values.get(name);
    return text == null ? otherwise : parse.apply(text);
  }

  double number(String name, double otherwise, double low, double high) {
    return get(name, otherwise, text -> Numbers.parse(name, text, low, high));
  }

  int whole(String name, int otherwise, int low, int high) {
    return get(name, otherwise, text -> Numbers.whole(name, text, low, high));
  }

  /** One of a few words. */
  <E extends Enum<E>> E word(String name, E otherwise, List<E> all) {
    return get(
        name,
        otherwise,
        text ->
            all.stream()
                .filter(each -> word(each).equals(text))
                .findFirst()
                .orElseThrow(
                    () ->
                        InvalidStateException.of(
                            name, "one of " + all.stream().map(Fields::word).toList(), text)));
  }

  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(java.util.Locale.ROOT);
  }

  Place x() {
    return get("x", Place.of(0), Place::parse);
  }

  /** Names that were asked for. */
  Set<String> read() {
    return read;
  }

  /** Names that nobody asked for. */
  Set<String> unread() {
    Set<String> left = new LinkedHashSet<>(values.keySet());
    left.removeAll(read);
    return left;
  }

  /** Writes a state. */
  static final class Text {
    private final StringBuilder text;

    Text(String view) {
      text = new StringBuilder(view);
    }

    Text add(String name, Object value, Object otherwise) {
      if (!value.equals(otherwise)) {
        text.append('/').append(name).append('=');
        text.append(value instanceof Double number ? Numbers.text(number) : value);
      }
      return this;
    }

    Text add(String name, Enum<?> value, Enum<?> otherwise) {
      return add(name, word(value), word(otherwise));
    }

    @Override
    public String toString() {
      return text.toString();
    }
  }
}
