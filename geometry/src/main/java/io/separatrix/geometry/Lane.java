package io.separatrix.geometry;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * One item under way: the evaluator that its algorithm sees, on a thread of the run.
 *
 * @param <R> what the algorithm finds
 */
final class Lane<R> implements Evaluator {

  private static final LogitCombination[][] NO_FUNCTIONS = {};

  /** What may be asked for; one kind is one call. */
  enum Kind {
    LOGITS,
    LINEARIZE,
    HESSIAN
  }

  /** Rows that an algorithm waits for. */
  static final class Request {
    final Kind kind;
    final double[][] points;
    final LogitCombination[][] functions;
    final double[][] vectors;
    Object[] answer = new Object[0];

    Request(Kind kind, double[][] points, LogitCombination[][] functions, double[][] vectors) {
      this.kind = kind;
      this.points = points;
      this.functions = functions;
      this.vectors = vectors;
    }
  }

  private final int item;
  private final Classifier classifier;
  private final Semaphore idle;
  private final Semaphore go = new Semaphore(0);
  private EvaluationCount count = EvaluationCount.ZERO;
  private @Nullable Request request;
  private @Nullable FutureTask<R> task;
  private volatile boolean abandoned;

  Lane(Classifier classifier, Semaphore idle, int item) {
    this.classifier = classifier;
    this.idle = idle;
    this.item = item;
  }

  void start(Callable<R> work, Executor threads) {
    FutureTask<R> newTask =
        new FutureTask<>(work) {
          @Override
          protected void done() {
            idle.release();
          }
        };
    task = newTask;
    threads.execute(newTask);
  }

  int item() {
    return item;
  }

  boolean finished() {
    return requireNonNull(task).isDone();
  }

  R result() throws InterruptedException {
    try {
      return requireNonNull(task).get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      if (e.getCause() instanceof Error cause) {
        throw cause;
      }
      throw new IllegalStateException("algorithm failed on item " + item, e.getCause());
    }
  }

  Request request() {
    return requireNonNull(request);
  }

  void resume() {
    go.release();
  }

  /** The next question of the algorithm is refused, also if it outlives an interrupt. */
  void abandon() {
    abandoned = true;
  }

  @Override
  public int dimension() {
    return classifier.dimension();
  }

  @Override
  public int classes() {
    return classifier.classes();
  }

  @Override
  public double[][] logits(double[][] points) {
    Object[] answer = ask(new Request(Kind.LOGITS, points, NO_FUNCTIONS, points));
    count = count.plus(EvaluationCount.ofLogits(points));
    return Arrays.copyOf(answer, answer.length, double[][].class);
  }

  @Override
  public Linearization[] linearize(double[][] points, LogitCombination[][] functions) {
    requireSameLength(points.length, functions.length, "rows of functions");
    Object[] answer = ask(new Request(Kind.LINEARIZE, points, functions, points));
    count = count.plus(EvaluationCount.ofLinearizations(points, functions));
    return Arrays.copyOf(answer, answer.length, Linearization[].class);
  }

  @Override
  public double[][] hessianVectorProducts(
      double[][] points, LogitCombination[] functions, double[][] vectors) {
    requireSameLength(points.length, functions.length, "functions");
    requireSameLength(points.length, vectors.length, "vectors");
    LogitCombination[][] rows =
        Arrays.stream(functions)
            .map(function -> new LogitCombination[] {function})
            .toArray(LogitCombination[][]::new);
    Object[] answer = ask(new Request(Kind.HESSIAN, points, rows, vectors));
    count = count.plus(EvaluationCount.ofHessianVectorProducts(points));
    return Arrays.copyOf(answer, answer.length, double[][].class);
  }

  @Override
  public EvaluationCount count() {
    return count;
  }

  /** In a merged batch a row too few would shift the rows of all other items. */
  private static void requireSameLength(int points, int found, String what) {
    if (found != points) {
      throw new IllegalArgumentException(
          "expected as many " + what + " as points, " + points + ", found " + found);
    }
  }

  private Object[] ask(Request newRequest) {
    if (newRequest.points.length == 0) {
      return newRequest.answer;
    }
    // An algorithm that goes on after this exception must not wait for an answer for ever.
    if (abandoned) {
      throw new CancellationException("abandoned");
    }
    request = newRequest;
    idle.release();
    try {
      go.acquire();
    } catch (InterruptedException e) {
      throw new CancellationException("abandoned");
    }
    return newRequest.answer;
  }
}
