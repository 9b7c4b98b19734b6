package io.separatrix.geometry.path;

import io.separatrix.geometry.Evaluator;
import io.separatrix.geometry.UniformSampling;
import java.util.random.RandomGenerator;

/** The three kinds of pairs whose connection the paper tests (Sec. III). */
public enum Scenario {
  /** Two images of one predicted label. */
  SAME_LABEL(1),

  /** An image and an image of another class, perturbed into the first one's class. */
  PERTURBED_IMAGE(2),

  /** An image and a point uniform on a sphere around 0, perturbed into the image's class. */
  RANDOM_POINT(3);

  private final int number;

  Scenario(int number) {
    this.number = number;
  }

  /** The paper's number, 1 to 3. */
  public int number() {
    return number;
  }

  /**
   * The scenario of a number.
   *
   * @throws IllegalArgumentException if the number is not 1, 2 or 3
   */
  public static Scenario of(int number) {
    for (Scenario scenario : values()) {
      if (scenario.number == number) {
        return scenario;
      }
    }
    throw new IllegalArgumentException("expected scenario 1, 2 or 3, found " + number);
  }

  /**
   * Looks for a path between the two ends of a pair.
   *
   * @param x1 the image, length d; not modified
   * @param start where the second end starts before its perturbation: an image, or in scenario 3 a
   *     {@link #randomStart}; not modified
   */
  public PathResult connect(FindPath findPath, double[] x1, double[] start, Evaluator evaluator) {
    return this == SAME_LABEL
        ? findPath.find(x1, start, evaluator)
        : findPath.findPerturbed(x1, start, evaluator);
  }

  /**
   * A start of scenario 3.
   *
   * @param random the generator of the item, see {@link io.separatrix.geometry.Seeds}
   * @param dimension d
   * @param radius rho, the typical norm of an image
   */
  public static double[] randomStart(RandomGenerator random, int dimension, double radius) {
    return UniformSampling.onSphere(random, dimension, radius);
  }
}
