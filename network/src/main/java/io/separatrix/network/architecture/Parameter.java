package io.separatrix.network.architecture;

import java.util.Arrays;
import java.util.List;

/**
 * A constant of an architecture that comes out of training.
 *
 * @param name name of the constant in the graph
 * @param shape extents, outermost first; the outputs come first in a weight
 * @param role what training does with it
 */
public record Parameter(String name, List<Long> shape, Role role) {

  /** What a parameter starts as and how it changes. */
  public enum Role {
    /**
     * Starts normally distributed with variance 2 / fan-in (He et al. 2015); learned, with weight
     * decay.
     */
    WEIGHT,
    /** Starts at 0; learned, without weight decay. */
    SHIFT,
    /** Starts at 1; learned, without weight decay. */
    SCALE,
    /** Starts at 0; follows the mean of the batches. */
    RUNNING_MEAN,
    /** Starts at 1; follows the variance of the batches. */
    RUNNING_VARIANCE;

    /** Whether gradient descent moves it. */
    public boolean learned() {
      return this == WEIGHT || this == SHIFT || this == SCALE;
    }
  }

  public Parameter {
    shape = List.copyOf(shape);
  }

  static Parameter of(String name, Role role, long... shape) {
    return new Parameter(name, Arrays.stream(shape).boxed().toList(), role);
  }

  /** Number of elements. */
  public int elements() {
    return Math.toIntExact(shape.stream().reduce(1L, Math::multiplyExact));
  }

  /** Number of inputs that one output of a WEIGHT sums over. */
  public int fanIn() {
    return Math.toIntExact(elements() / shape.get(0));
  }
}
