package io.separatrix.experiment.run;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Writes a record's component, an {@link io.separatrix.geometry.Interval}, in files for readers as
 * keys beside the others instead of an object of its own. A list of intervals is written as a list
 * of each number, null as null under each key.
 *
 * <pre>{@code
 * record Summary(int points, @IntervalKeys(low = "ratioFrom", count = "pairs") Interval ratio) {}
 *
 * {"points": 9, "ratio": 0.5, "ratioFrom": 0.2, "ratioHigh": 0.8, "pairs": 6}
 * }</pre>
 *
 * <p>In a key {@code *} stands for the component's name; an empty key is not written. Such records
 * are written and not read back.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD, ElementType.METHOD})
public @interface IntervalKeys {

  /** Key of the estimate. */
  String estimate() default "*";

  /** Key of the interval's lower end. */
  String low() default "*Low";

  /** Key of the interval's upper end. */
  String high() default "*High";

  /** Key of the number of values. */
  String count() default "";
}
