package io.separatrix.experiment;

/**
 * A part of an experiment's items: those whose number leaves the remainder {@code index} when
 * divided by {@code count}.
 *
 * @param index from 0
 * @param count how many shards there are
 */
public record Shard(int index, int count) {

  /** All items. */
  public static final Shard WHOLE = new Shard(0, 1);

  public Shard {
    if (count < 1 || index < 0 || index >= count) {
      throw new IllegalArgumentException(
          "expected a shard i of n with 0 <= i < n, found " + index + " of " + count);
    }
  }

  /**
   * {@return whether an item belongs to it}
   *
   * @param item index of the item in its pass
   */
  public boolean has(int item) {
    return item % count == index;
  }
}
