package io.separatrix.experiment;

import java.util.Map;

/**
 * One figure or table of the paper, or another question that is put to a network. Its configuration
 * goes to the constructor; {@link #run} works through the items with {@link StudyContext#journaled}
 * and returns what it found. A study draws nothing and writes nothing; what it needs of another one
 * it asks for with {@link StudyContext#result}.
 *
 * @param <R> what it finds
 */
public interface Study<R extends StudyResult> {

  /** {@return a short name in lower case, as on the command line: {@code boundary}} */
  String name();

  /**
   * Runs the study, or what an earlier session left of it.
   *
   * @param context network, images, seed, and what other studies found
   * @return what it found
   */
  R run(StudyContext context);

  /**
   * {@return how many evaluations of the network each of its passes will take, roughly, by the
   * pass's name; none where nobody knows}
   *
   * <p>A pass that several studies rest on has the same name in each, so that it is counted once.
   *
   * @param experiment that it will run in
   */
  default Map<String, Double> expectedEvaluations(Experiment experiment) {
    return Map.of();
  }
}
