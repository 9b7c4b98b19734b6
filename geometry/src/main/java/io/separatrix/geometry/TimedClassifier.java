package io.separatrix.geometry;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A classifier that keeps account of the time spent inside another one and of the rows it
 * evaluated. Calls come from one thread at a time; the account may be read from any.
 */
public final class TimedClassifier extends ForwardingClassifier {

  private final @Nullable TimedClassifier account;
  private volatile long nanoseconds;
  private volatile EvaluationCount count = EvaluationCount.ZERO;

  /**
   * @param classifier does the work
   */
  public TimedClassifier(Classifier classifier) {
    this(classifier, null);
  }

  private TimedClassifier(Classifier classifier, @Nullable TimedClassifier account) {
    super(classifier);
    this.account = account;
  }

  /** Another classifier of the same run, whose time and rows count here as well. */
  public TimedClassifier including(Classifier other) {
    return new TimedClassifier(other, this);
  }

  /** Wall time inside the classifier so far, calls that failed included. */
  public double seconds() {
    return nanoseconds * 1e-9;
  }

  /** Rows evaluated so far, by calls that succeeded. */
  public EvaluationCount count() {
    return count;
  }

  @Override
  protected <T> T evaluate(EvaluationCount cost, Supplier<T> call) {
    long start = System.nanoTime();
    EvaluationCount evaluated = EvaluationCount.ZERO;
    try {
      T result = call.get();
      evaluated = cost;
      return result;
    } finally {
      charge(System.nanoTime() - start, evaluated);
    }
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // one writer at a time
  private void charge(long elapsed, EvaluationCount rows) {
    nanoseconds += elapsed;
    count = count.plus(rows);
    if (account != null) {
      account.charge(elapsed, rows);
    }
  }
}
