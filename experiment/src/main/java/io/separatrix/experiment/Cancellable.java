package io.separatrix.experiment;

import io.separatrix.geometry.Classifier;
import io.separatrix.geometry.EvaluationCount;
import io.separatrix.geometry.ForwardingClassifier;
import java.util.function.Supplier;

/** A classifier that asks before each call whether to go on. */
public final class Cancellable extends ForwardingClassifier {

  private final Runnable check;

  /**
   * Puts the question before a classifier.
   *
   * @param classifier what is asked if the check does not throw
   * @param check throws to say that it does not go on
   */
  public Cancellable(Classifier classifier, Runnable check) {
    super(classifier);
    this.check = check;
  }

  @Override
  protected <T> T evaluate(EvaluationCount cost, Supplier<T> call) {
    check.run();
    return call.get();
  }
}
