package io.separatrix.cli;

import io.separatrix.geometry.Classifier;
import io.separatrix.geometry.EvaluationCount;
import io.separatrix.geometry.ForwardingClassifier;
import java.util.function.Supplier;

/** A classifier that stops before a call if the user asked for the end. */
final class Interruptible extends ForwardingClassifier {

  private final Interruption interruption;

  Interruptible(Classifier classifier, Interruption interruption) {
    super(classifier);
    this.interruption = interruption;
  }

  @Override
  protected <T> T evaluate(EvaluationCount cost, Supplier<T> call) {
    interruption.check();
    return call.get();
  }
}
