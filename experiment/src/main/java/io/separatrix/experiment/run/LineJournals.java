package io.separatrix.experiment.run;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Journals in memory, as lines: for a machine that does items of a run whose folder is elsewhere.
 * Lines of items that others finished are {@linkplain #take taken}, and the lines of items that are
 * finished here go to a listener. For one thread.
 */
public final class LineJournals implements Journals {

  private final Map<String, NavigableMap<Integer, byte[]>> lines = new HashMap<>();
  private final Map<String, byte[]> firsts = new HashMap<>();
  private Consumer<PassLines> listener = added -> {};

  /**
   * Takes lines of finished items; those that are here already stay.
   *
   * @throws IllegalArgumentException if a line is damaged
   */
  public void take(PassLines finished) {
    NavigableMap<Integer, byte[]> here = of(finished.pass());
    for (byte[] line : finished.items()) {
      if (!SealedLine.isWhole(line)) {
        throw new IllegalArgumentException(
            finished.pass() + ": expected lines with their checksums, found a damaged one");
      }
      here.putIfAbsent(JournalLine.item(line), line);
    }
  }

  /** Says who hears of each item that is finished here. */
  public void listener(Consumer<PassLines> newListener) {
    listener = newListener;
  }

  /**
   * {@return the lines of some items of a pass, as far as they are finished}
   *
   * @param pass its name
   * @param items indices
   */
  public PassLines lines(String pass, List<Integer> items) {
    NavigableMap<Integer, byte[]> here = of(pass);
    return new PassLines(
        pass, first(pass), items.stream().filter(here::containsKey).map(here::get).toList());
  }

  private byte[] first(String pass) {
    byte[] first = firsts.get(pass);
    if (first == null) {
      throw new IllegalArgumentException("expected a pass that was opened, found " + pass);
    }
    return first;
  }

  private NavigableMap<Integer, byte[]> of(String pass) {
    return lines.computeIfAbsent(pass, name -> new TreeMap<>());
  }

  @Override
  public <R> Journal<R> journal(String pass, int items, Class<R> type) {
    firsts.put(pass, withoutLineFeed(JournalLine.first(pass, type)));
    return new LineJournal<>(pass, items, type);
  }

  private final class LineJournal<R> implements Journal<R> {

    private final String pass;
    private final int items;
    private final Class<R> type;

    LineJournal(String pass, int items, Class<R> type) {
      this.pass = pass;
      this.items = items;
      this.type = type;
    }

    @Override
    public SortedMap<Integer, R> finished() {
      SortedMap<Integer, R> results = new TreeMap<>();
      of(pass)
          .forEach((item, line) -> results.put(item, JournalLine.read(line, items, type).result()));
      return results;
    }

    @Override
    public void add(int item, R result) {
      byte[] line = withoutLineFeed(JournalLine.of(item, result));
      if (item >= items || of(pass).putIfAbsent(item, line) != null) {
        throw new IllegalArgumentException(
            "expected an item from 0 to " + (items - 1) + " that is not there yet, found " + item);
      }
      listener.accept(new PassLines(pass, first(pass), List.of(line)));
    }

    @Override
    public void close() {}
  }

  private static byte[] withoutLineFeed(ByteBuffer line) {
    byte[] bytes = new byte[line.remaining()];
    line.get(bytes);
    return Arrays.copyOf(bytes, bytes.length - 1);
  }
}
