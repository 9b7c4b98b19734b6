package io.separatrix.geometry.path;

import io.separatrix.geometry.Evaluator;
import io.separatrix.geometry.Margin;
import io.separatrix.geometry.Vectors;
import io.separatrix.geometry.boundary.BoundarySearch;
import io.separatrix.geometry.boundary.Refinement;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Takes a point into the region of a class by the targeted perturbation {@code r}, the smallest
 * with {@code k(x + r) = t} (Algorithm 1, line "project"; scenarios 2 and 3).
 *
 * <p>A targeted search ends on the boundary or just beyond it, where the label may be a matter of
 * rounding. So the points {@code x + (1 + eta) r} are tried for the overshoots {@code eta} = 0,
 * 0.02, 0.1, 0.25, 0.5, 1, 2 and 4, all in one call.
 */
public final class RegionProjection {

  private static final double[] OVERSHOOTS = {0, 0.02, 0.1, 0.25, 0.5, 1, 2, 4};

  private final BiFunction<Integer, Refinement, ? extends BoundarySearch> targeted;

  /**
   * @param targeted the search for the nearest point of a given class
   */
  public RegionProjection(BiFunction<Integer, Refinement, ? extends BoundarySearch> targeted) {
    this.targeted = targeted;
  }

  /** Which overshoot to take among those that reach the region. */
  public enum Push {
    /** The smallest: a minimal perturbation. */
    NEAREST(Refinement.FULL),

    /**
     * The one with the largest margin. A midpoint needs it: where the region curves round an
     * obstacle, segments between points <i>on</i> the boundary leave the region at every level of
     * the recursion. A point that went in as far as it lay outside is clear of the next level on a
     * smooth boundary (a chord of half the length sags by a quarter); at corners it takes more. On
     * a LeNet for CIFAR-10, 100 pairs each, the overshoots 2 and 4 brought searches that ran out of
     * depth from 1 to 0 in scenario 1 and from 5 to 0 in scenario 2, with a fifth fewer evaluations
     * and paths at most 1 % longer than the straight line. As it goes beyond the boundary anyway,
     * the perturbation is not shortened first: a tenth fewer evaluations, paths as long.
     */
    DEEPEST(Refinement.QUICK);

    private final Refinement refinement;

    Push(Refinement refinement) {
      this.refinement = refinement;
    }
  }

  /**
   * @param x length d; not modified
   * @param label the target class; x itself should have another label
   * @return a point of that label, new, or null if none was reached
   */
  public double @Nullable [] project(double[] x, int label, Push push, Evaluator evaluator) {
    double[] perturbation =
        targeted.apply(label, push.refinement).search(x, evaluator).perturbation();
    double[][] candidates = new double[OVERSHOOTS.length][];
    for (int i = 0; i < candidates.length; i++) {
      candidates[i] = Vectors.addScaled(x, 1 + OVERSHOOTS[i], perturbation);
    }
    double[][] logits = evaluator.logits(candidates);
    double[] best = null;
    double bestMargin = 0;
    for (int i = 0; i < candidates.length; i++) {
      double margin = Margin.of(logits[i], label);
      if (margin > bestMargin) {
        best = candidates[i];
        bestMargin = margin;
        if (push == Push.NEAREST) {
          break;
        }
      }
    }
    return best;
  }
}
