package io.separatrix.experiment.model;

import io.separatrix.geometry.Classifier;
import io.separatrix.geometry.Linearization;
import io.separatrix.geometry.LogitCombination;
import io.separatrix.network.engine.EngineInfo;
import io.separatrix.network.engine.EngineOptions;
import io.separatrix.network.engine.RunningNetwork;

/** A user's own classifier in a network's place. It is its owner who closes it. */
final class RunningClassifier implements RunningNetwork {

  private static final int BATCH_SIZE = 64;
  private static final int LANES_PER_ROW = 2;
  private static final String UNKNOWN = "unknown";

  private final Classifier classifier;
  private final int batchSize;

  RunningClassifier(Classifier classifier, EngineOptions options) {
    this.classifier = classifier;
    this.batchSize =
        options.batchSize() == EngineOptions.AUTOMATIC ? BATCH_SIZE : options.batchSize();
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
    return classifier.logits(points);
  }

  @Override
  public Linearization[] linearize(double[][] points, LogitCombination[][] functions) {
    return classifier.linearize(points, functions);
  }

  @Override
  public boolean twiceDifferentiable() {
    return classifier.twiceDifferentiable();
  }

  @Override
  public double[][] hessianVectorProducts(
      double[][] points, LogitCombination[] functions, double[][] vectors) {
    return classifier.hessianVectorProducts(points, functions, vectors);
  }

  /** What the user wants, or a guess; the classifier gets batches of any size. */
  @Override
  public int batchSize() {
    return batchSize;
  }

  @Override
  public int lanes() {
    return LANES_PER_ROW * batchSize;
  }

  @Override
  public long parameters() {
    return 0;
  }

  @Override
  public EngineInfo info() {
    return new EngineInfo("own classifier", UNKNOWN, UNKNOWN, 1, UNKNOWN);
  }

  @Override
  public void close() {}
}
