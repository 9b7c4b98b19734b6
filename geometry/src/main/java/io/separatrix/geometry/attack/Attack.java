package io.separatrix.geometry.attack;

import io.separatrix.geometry.Evaluator;
import java.util.SplittableRandom;

/**
 * A way to perturb a point x so that its label changes: untargeted, white-box, and against the
 * predicted label k(x), which need not be the true one. Run it on many points through {@link
 * io.separatrix.geometry.Lockstep}.
 */
@FunctionalInterface
public interface Attack {

  /**
   * @param x where to start, length d; not modified
   * @param random for attacks that draw; advanced
   * @param evaluator the classifier
   * @return where the attack ended, also when it did not succeed; never null, never NaN for a
   *     finite classifier
   */
  AttackResult run(double[] x, SplittableRandom random, Evaluator evaluator);
}
