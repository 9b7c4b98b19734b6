package io.separatrix.geometry.region;

import io.separatrix.geometry.Evaluator;
import io.separatrix.geometry.UniformSampling;
import io.separatrix.geometry.Vectors;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The probability that a random convex combination of k samples of one region stays in the region
 * (Sec. III, Fig 3): {@code P(k(sum_i w_i x_i) = t)} with w uniform on the simplex and x_1..x_k
 * drawn without replacement among the samples of label t. It is 1 for every k if the region is
 * convex. Run {@link #trial} on many items through {@link io.separatrix.geometry.Lockstep} and
 * {@link #collect} the answers.
 */
public final class Convexity {

  private final List<Integer> sizes;

  /**
   * @param sizes the numbers k of points to combine, each at least 1
   */
  public Convexity(List<Integer> sizes) {
    this.sizes = List.copyOf(sizes);
    if (sizes.isEmpty() || sizes.stream().anyMatch(k -> k < 1)) {
      throw new IllegalArgumentException(
          "expected numbers of points of at least 1, found " + sizes);
    }
  }

  /** The numbers k in their order. */
  public List<Integer> sizes() {
    return sizes;
  }

  /** The largest k: a region needs that many samples. */
  public int largest() {
    return sizes.stream().mapToInt(k -> k).max().orElseThrow();
  }

  /**
   * One trial: for each k one combination, all evaluated in one call. The k points are the first k
   * of one random order of the members, the weights are drawn afresh for each k; so the trials of
   * one k are independent, those of different k share points.
   *
   * @param members samples of the region, at least {@link #largest()}; not modified
   * @param label their predicted label
   * @param random the generator of the item, see {@link io.separatrix.geometry.Seeds}
   * @return for each k whether the combination has the label
   */
  public boolean[] trial(
      List<double[]> members, int label, RandomGenerator random, Evaluator evaluator) {
    int largest = largest();
    if (members.size() < largest) {
      throw new IllegalArgumentException(
          "expected at least "
              + largest
              + " samples of label "
              + label
              + ", found "
              + members.size());
    }
    return trial(draw(members, largest, random), label, random, evaluator);
  }

  /**
   * One trial on points that are in random order already: combination m is of the first {@code
   * sizes[m]}, so the caller knows whose it is.
   *
   * @param drawn distinct samples of the region in random order, at least {@link #largest()}; not
   *     modified
   * @param label their predicted label
   * @param random for the weights
   * @return for each k whether the combination has the label
   */
  public boolean[] trial(double[][] drawn, int label, RandomGenerator random, Evaluator evaluator) {
    double[][] combinations = new double[sizes.size()][];
    for (int m = 0; m < combinations.length; m++) {
      double[] weights = UniformSampling.onSimplex(random, sizes.get(m));
      double[] sum = new double[drawn[0].length];
      for (int i = 0; i < weights.length; i++) {
        sum = Vectors.addScaled(sum, weights[i], drawn[i]);
      }
      combinations[m] = sum;
    }
    double[][] logits = evaluator.logits(combinations);
    boolean[] stays = new boolean[combinations.length];
    for (int m = 0; m < stays.length; m++) {
      stays[m] = Vectors.argmax(logits[m]) == label;
    }
    return stays;
  }

  /** Counts the trials, {@code trials[i][m]} for {@code sizes[m]}. */
  public ConvexitySample collect(List<boolean[]> trials) {
    return ConvexitySample.of(sizes, trials);
  }

  /** The first {@code count} of a random order (Fisher and Yates). */
  private static double[][] draw(List<double[]> members, int count, RandomGenerator random) {
    double[][] order = members.toArray(double[][]::new);
    for (int i = 0; i < count; i++) {
      int j = i + random.nextInt(order.length - i);
      double[] swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
    return order;
  }
}
