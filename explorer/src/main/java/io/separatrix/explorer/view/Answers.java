package io.separatrix.explorer.view;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/**
 * What was found, by the model's hash and the request in its one way of writing; what was not asked
 * for longest goes first when memory is needed. Safe for several threads.
 */
public final class Answers {

  private record Held(Object answer, long bytes) {}

  private final long most;
  private final Map<String, Held> held = new LinkedHashMap<>(64, 0.75f, true);
  private long bytes;

  /**
   * @param most bytes that answers may take together
   */
  public Answers(long most) {
    this.most = most;
  }

  /**
   * An answer that is known, or is found now.
   *
   * @param key names model and request, and with them the type
   * @param size bytes that it takes
   * @param find finds it; outside of any lock
   */
  <T> T get(String key, ToLongFunction<? super T> size, Supplier<T> find) {
    Object known = known(key);
    if (known == null) {
      T found = find.get();
      put(key, new Held(found, size.applyAsLong(found)));
      return found;
    }
    @SuppressWarnings("unchecked") // put there under this key
    T answer = (T) known;
    return answer;
  }

  private synchronized @org.jspecify.annotations.Nullable Object known(String key) {
    Held known = held.get(key);
    return known == null ? null : known.answer();
  }

  private synchronized void put(String key, Held answer) {
    Held older = held.put(key, answer);
    bytes += answer.bytes() - (older == null ? 0 : older.bytes());
    Iterator<Held> eldest = held.values().iterator();
    while (bytes > most && held.size() > 1 && eldest.hasNext()) {
      bytes -= eldest.next().bytes();
      eldest.remove();
    }
  }
}
