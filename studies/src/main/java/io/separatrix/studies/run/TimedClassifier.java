package io.separatrix.studies.run;

import io.separatrix.geometry.Classifier;
import io.separatrix.geometry.Linearization;
import io.separatrix.geometry.LogitCombination;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** A classifier that adds up the wall time of its calls. */
public final class TimedClassifier implements Classifier {

  private final Classifier classifier;
  private final AtomicLong nanos = new AtomicLong();

  public TimedClassifier(Classifier classifier) {
    this.classifier = classifier;
  }

  /** Wall time spent inside the classifier so far, in seconds. */
  public double seconds() {
    return nanos.get() * 1e-9;
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
    return timed(() -> classifier.logits(points));
  }

  @Override
  public Linearization[] linearize(double[][] points, LogitCombination[][] functions) {
    return timed(() -> classifier.linearize(points, functions));
  }

  @Override
  public boolean twiceDifferentiable() {
    return classifier.twiceDifferentiable();
  }

  @Override
  public double[][] hessianVectorProducts(
      double[][] points, LogitCombination[] functions, double[][] vectors) {
    return timed(() -> classifier.hessianVectorProducts(points, functions, vectors));
  }

  private <V> V timed(Supplier<V> call) {
    long start = System.nanoTime();
    try {
      return call.get();
    } finally {
      nanos.addAndGet(System.nanoTime() - start);
    }
  }
}
