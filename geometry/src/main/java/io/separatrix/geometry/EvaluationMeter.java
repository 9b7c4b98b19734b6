package io.separatrix.geometry;

/**
 * Counts what one piece of work on an item costs: the evaluations from when the meter was made.
 * Meters may run inside each other.
 */
public final class EvaluationMeter {

  private final Evaluator evaluator;
  private final EvaluationCount start;

  EvaluationMeter(Evaluator evaluator) {
    this.evaluator = evaluator;
    this.start = evaluator.count();
  }

  /** Evaluations so far. */
  public EvaluationCount spent() {
    return evaluator.count().minus(start);
  }
}
