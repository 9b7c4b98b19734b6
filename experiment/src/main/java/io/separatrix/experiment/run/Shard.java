package io.separatrix.experiment.run;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a run's items, the same part of every pass: those whose index leaves the remainder
 * {@code index} when divided by {@code count}. Written {@code index/count}.
 *
 * @param index from 0
 * @param count how many shards there are
 */
public record Shard(int index, int count) implements ItemSelection {

  private static final Pattern TEXT = Pattern.compile("([0-9]{1,9})/([0-9]{1,9})");

  public Shard {
    if (count < 1 || index < 0 || index >= count) {
      throw new IllegalArgumentException(
          "expected a shard i/n with 0 <= i < n, found " + index + "/" + count);
    }
  }

  /**
   * {@return the shard that a text such as {@code 0/3} names}
   *
   * @param text index, slash, count
   * @throws IllegalArgumentException if it names none
   */
  @JsonCreator
  public static Shard of(String text) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "expected a shard i/n with 0 <= i < n, such as 0/3, found " + text);
    }
    return new Shard(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)));
  }

  @Override
  public boolean has(String pass, int item) {
    return item % count == index;
  }

  @Override
  @JsonValue
  public String toString() {
    return index + "/" + count;
  }
}
