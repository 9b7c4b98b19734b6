package io.separatrix.proof.enclosure;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a remainder needs to know of a linear map of one or more operands. */
interface LinearMap {

  /**
   * Upper bounds of {@code sum_i |W_i| r_i}, new.
   *
   * @param r for each operand bounds of each neuron in each lane
   */
  double[][] absolute(List<double[][]> r, int lanes);

  /** An upper bound of the L2 norm of the map of one operand. */
  double norm(int operand);

  /** An upper bound of the L2 norm of the map of all operands side by side. */
  double norm();

  /** Upper bounds of the L2 norms of the map's rows, of its one operand; null if there are more. */
  double @Nullable [] rowNorms();
}
