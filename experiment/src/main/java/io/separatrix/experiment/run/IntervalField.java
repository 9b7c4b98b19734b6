package io.separatrix.experiment.run;

import io.separatrix.geometry.Interval;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One of the keys that {@link IntervalKeys} makes of a component.
 *
 * @param key as it is written
 * @param real whether its numbers are real and not counts
 * @param number the number of an interval
 */
public record IntervalField(String key, boolean real, Function<Interval, Number> number) {

  /** The keys of a component in the order in which they are written. */
  public static List<IntervalField> of(IntervalKeys keys, String component) {
    return Stream.of(
            new IntervalField(named(keys.estimate(), component), true, Interval::estimate),
            new IntervalField(named(keys.low(), component), true, Interval::low),
            new IntervalField(named(keys.high(), component), true, Interval::high),
            new IntervalField(named(keys.count(), component), false, Interval::count))
        .filter(field -> !field.key().isEmpty())
        .toList();
  }

  private static String named(String key, String component) {
    return key.replace("*", component);
  }
}
