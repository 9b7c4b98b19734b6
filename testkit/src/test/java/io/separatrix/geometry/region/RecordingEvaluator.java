package io.separatrix.geometry.region;

import io.separatrix.geometry.EvaluationCount;
import io.separatrix.geometry.Evaluator;
import io.separatrix.geometry.Linearization;
import io.separatrix.geometry.LogitCombination;
import java.util.function.Consumer;

/** Shows the points that an algorithm asks logits for. */
record RecordingEvaluator(Evaluator evaluator, Consumer<double[][]> onLogits) implements Evaluator {

  @Override
  public int dimension() {
    return evaluator.dimension();
  }

  @Override
  public int classes() {
    return evaluator.classes();
  }

  @Override
  public double[][] logits(double[][] points) {
    onLogits.accept(points);
    return evaluator.logits(points);
  }

  @Override
  public Linearization[] linearize(double[][] points, LogitCombination[][] functions) {
    return evaluator.linearize(points, functions);
  }

  @Override
  public double[][] hessianVectorProducts(
      double[][] points, LogitCombination[] functions, double[][] vectors) {
    return evaluator.hessianVectorProducts(points, functions, vectors);
  }

  @Override
  public EvaluationCount count() {
    return evaluator.count();
  }
}
