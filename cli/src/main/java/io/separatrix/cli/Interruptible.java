package io.separatrix.cli;

import io.separatrix.geometry.Classifier;
import io.separatrix.geometry.Linearization;
import io.separatrix.geometry.LogitCombination;

/** A classifier that stops before a call if the user asked for the end. */
record Interruptible(Classifier classifier, Interruption interruption) implements Classifier {

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
    interruption.check();
    return classifier.logits(points);
  }

  @Override
  public Linearization[] linearize(double[][] points, LogitCombination[][] functions) {
    interruption.check();
    return classifier.linearize(points, functions);
  }

  @Override
  public boolean twiceDifferentiable() {
    return classifier.twiceDifferentiable();
  }

  @Override
  public double[][] hessianVectorProducts(
      double[][] points, LogitCombination[] functions, double[][] vectors) {
    interruption.check();
    return classifier.hessianVectorProducts(points, functions, vectors);
  }
}
