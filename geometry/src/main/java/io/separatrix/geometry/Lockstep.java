package io.separatrix.geometry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.ObjIntConsumer;

/**
 * Runs one algorithm on many items and merges their network calls into batches.
 *
 * <p>An algorithm is straight-line code for one item that asks its {@link Evaluator} for logits and
 * gradients. Here each item under way is a lane with a thread of its own, nearly always asleep: as
 * soon as every lane waits for an answer, all their requests of one kind become one call to the
 * {@link Classifier}, in the order of the items, and the lanes go on. A lane that finishes takes
 * the next item before the next call, so the batch stays full until the items run out, and no
 * evaluation is spent on a finished one. The classifier is called from the caller's thread only.
 *
 * <p>Which requests share a call depends on the items and the width alone, never on timing. A lane
 * costs ten to twenty microseconds a round, against milliseconds for a network call.
 */
public final class Lockstep {

  private final Classifier classifier;
  private final int width;

  /**
   * Merges calls of a classifier.
   *
   * @param classifier evaluates the merged batches
   * @param width items under way at one time, at least 1
   */
  public Lockstep(Classifier classifier, int width) {
    if (width < 1) {
      throw new IllegalArgumentException("expected a width of at least 1, found " + width);
    }
    this.classifier = classifier;
    this.width = width;
  }

  /**
   * Work on one item.
   *
   * @param <T> type of an item
   * @param <R> type of a result
   */
  @FunctionalInterface
  public interface Algorithm<T, R> {
    /**
     * Straight-line code for one item.
     *
     * @param item what it works on
     * @param evaluator the network; it may sleep until other items ask for something too
     * @return what it found
     */
    R run(T item, Evaluator evaluator);
  }

  /**
   * Runs the algorithm on every item.
   *
   * @param <T> type of an item
   * @param <R> type of a result
   * @param items in any number
   * @param algorithm run once for each item
   * @return results in the order of the items
   */
  public <T, R> List<R> map(List<T> items, Algorithm<? super T, ? extends R> algorithm) {
    Map<Integer, R> results = new TreeMap<>();
    forEach(items, algorithm, (result, index) -> results.put(index, result));
    return new ArrayList<>(results.values());
  }

  /**
   * Hands each result to the sink as soon as it is there, on the caller's thread, with the index of
   * its item. If an algorithm throws, the others are abandoned and the exception is rethrown.
   *
   * @param <T> type of an item
   * @param <R> type of a result
   * @param items in any number
   * @param algorithm run once for each item
   * @param sink gets results in the order in which they are there
   */
  public <T, R> void forEach(
      List<T> items, Algorithm<? super T, ? extends R> algorithm, ObjIntConsumer<? super R> sink) {
    if (items.isEmpty()) {
      return;
    }
    Semaphore idle = new Semaphore(0);
    List<Lane<R>> lanes = new ArrayList<>();
    ExecutorService threads =
        Executors.newFixedThreadPool(Math.min(width, items.size()), Lockstep::thread);
    int next = 0;
    int running = 0;
    try {
      while (next < items.size() || !lanes.isEmpty()) {
        for (; lanes.size() < width && next < items.size(); next++) {
          T item = items.get(next);
          Lane<R> lane = new Lane<>(classifier, idle, next);
          lane.start(() -> algorithm.run(item, lane), threads);
          lanes.add(lane);
          running++;
        }
        idle.acquire(running);
        running = 0;
        for (Lane<R> lane : List.copyOf(lanes)) {
          if (lane.finished()) {
            lanes.remove(lane);
            sink.accept(lane.result(), lane.item());
          }
        }
        if (lanes.size() == width || next == items.size()) {
          answer(lanes);
          running = lanes.size();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while waiting for the algorithms");
    } finally {
      lanes.forEach(Lane::abandon);
      threads.shutdownNow();
    }
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "lane");
    thread.setDaemon(true);
    return thread;
  }

  /** Evaluates what the lanes ask for, one call for each kind of request, and wakes them. */
  private <R> void answer(List<Lane<R>> lanes) {
    for (Lane.Kind kind : Lane.Kind.values()) {
      List<Lane.Request> requests =
          lanes.stream().map(Lane::request).filter(request -> request.kind == kind).toList();
      if (!requests.isEmpty()) {
        evaluate(kind, requests);
      }
    }
    lanes.forEach(Lane::resume);
  }

  private void evaluate(Lane.Kind kind, List<Lane.Request> requests) {
    double[][] points = merge(requests, request -> request.points, double[][]::new);
    Object[] answers =
        switch (kind) {
          case LOGITS -> classifier.logits(points);
          case LINEARIZE ->
              classifier.linearize(
                  points, merge(requests, request -> request.functions, LogitCombination[][]::new));
          case HESSIAN ->
              classifier.hessianVectorProducts(
                  points,
                  Arrays.stream(
                          merge(requests, request -> request.functions, LogitCombination[][]::new))
                      .map(functions -> functions[0])
                      .toArray(LogitCombination[]::new),
                  merge(requests, request -> request.vectors, double[][]::new));
        };
    int from = 0;
    for (Lane.Request request : requests) {
      request.answer = Arrays.copyOfRange(answers, from, from + request.points.length);
      from += request.points.length;
    }
  }

  private static <A> A[] merge(
      List<Lane.Request> requests, Function<Lane.Request, A[]> part, IntFunction<A[]> newArray) {
    return requests.stream()
        .flatMap(request -> Arrays.stream(part.apply(request)))
        .toArray(newArray);
  }
}
