package io.separatrix.geometry;

import java.util.function.Supplier;

/**
 * A classifier that is another one with something done around its calls. By itself it does nothing:
 * a subclass overrides {@link #evaluate}, which every call of the network passes through.
 */
public abstract class ForwardingClassifier implements Classifier {

  private final Classifier classifier;

  /**
   * @param classifier does the work
   */
  protected ForwardingClassifier(Classifier classifier) {
    this.classifier = classifier;
  }

  /**
   * Makes a call of the network.
   *
   * @param cost rows of the call
   * @param call to be made once, at most
   * @return what the call returns
   */
  protected <T> T evaluate(EvaluationCount cost, Supplier<T> call) {
    return call.get();
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
    return evaluate(EvaluationCount.ofLogits(points), () -> classifier.logits(points));
  }

  @Override
  public Linearization[] linearize(double[][] points, LogitCombination[][] functions) {
    return evaluate(
        EvaluationCount.ofLinearizations(points, functions),
        () -> classifier.linearize(points, functions));
  }

  @Override
  public boolean twiceDifferentiable() {
    return classifier.twiceDifferentiable();
  }

  @Override
  public double[][] hessianVectorProducts(
      double[][] points, LogitCombination[] functions, double[][] vectors) {
    return evaluate(
        EvaluationCount.ofHessianVectorProducts(points),
        () -> classifier.hessianVectorProducts(points, functions, vectors));
  }
}
