package io.separatrix.experiment;

import io.separatrix.geometry.Classifier;
import io.separatrix.geometry.Linearization;
import io.separatrix.geometry.LogitCombination;

/**
 * A classifier that asks before each call whether to go on.
 *
 * @param check throws to say that it does not
 */
public record Cancellable(Classifier classifier, Runnable check) implements Classifier {

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
    check.run();
    return classifier.logits(points);
  }

  @Override
  public Linearization[] linearize(double[][] points, LogitCombination[][] functions) {
    check.run();
    return classifier.linearize(points, functions);
  }

  @Override
  public boolean twiceDifferentiable() {
    return classifier.twiceDifferentiable();
  }

  @Override
  public double[][] hessianVectorProducts(
      double[][] points, LogitCombination[] functions, double[][] vectors) {
    check.run();
    return classifier.hessianVectorProducts(points, functions, vectors);
  }
}
