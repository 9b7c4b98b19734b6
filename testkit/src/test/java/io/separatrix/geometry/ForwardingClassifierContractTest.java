package io.separatrix.geometry;

import io.separatrix.testkit.ClassifierContract;
import io.separatrix.testkit.Ellipsoid;
import org.junit.jupiter.api.Nested;

/** Classifiers that pass calls on to another one are classifiers. */
class ForwardingClassifierContractTest {

  private static final Classifier INNER = new Ellipsoid(new double[] {1, 2, 3}).classifier();

  @Nested
  class Timed implements ClassifierContract {
    private final Classifier timed = new TimedClassifier(INNER);

    @Override
    public Classifier classifier() {
      return timed;
    }
  }

  @Nested
  class TimedOnAnAccount implements ClassifierContract {
    private final Classifier timed = new TimedClassifier(INNER).including(INNER);

    @Override
    public Classifier classifier() {
      return timed;
    }
  }
}
