package io.separatrix.geometry;

import java.util.function.IntFunction;

/**
 * A classifier as an algorithm sees it while it works on one item (an image, a pair of images). The
 * calls of many items are merged into batches by {@link Lockstep}; an algorithm asks for everything
 * it needs at one time in one call.
 *
 * <p>Arrays that are passed in are not modified and must not be modified by the caller until the
 * call returns; arrays that come back belong to the caller.
 */
public interface Evaluator {

  /** {@return the input dimension d} */
  int dimension();

  /** {@return the number of classes L} */
  int classes();

  /**
   * Logits at several points, one row each.
   *
   * @param points n rows of length d; not modified
   * @return n rows of length L
   */
  double[][] logits(double[][] points);

  /**
   * Logits and gradients at several points; see {@link Classifier#linearize}.
   *
   * @param points n rows of length d; not modified
   * @param functions n rows; row i lists the functions whose gradients are wanted at point i
   * @return n linearizations, a point's gradients in the order of its functions
   */
  Linearization[] linearize(double[][] points, LogitCombination[][] functions);

  /**
   * Exact Hessian-vector products; see {@link Classifier#hessianVectorProducts}.
   *
   * @param points n rows of length d; not modified
   * @param functions n functions, one a row
   * @param vectors n rows of length d, of any length; not modified
   * @return n rows of length d
   */
  double[][] hessianVectorProducts(
      double[][] points, LogitCombination[] functions, double[][] vectors);

  /** {@return the network evaluations of this item so far} */
  EvaluationCount count();

  /** {@return a meter that starts now} */
  default EvaluationMeter meter() {
    return new EvaluationMeter(this);
  }

  /**
   * Logits at many points, which are made in their order when their turn comes, so that no more of
   * them than {@link Vectors#atOnce} are held at one time.
   *
   * @param count number of points
   * @param point from 0..count-1 to a row of length d
   * @return a row of length L for each point
   */
  default double[][] logits(int count, IntFunction<double[]> point) {
    int atOnce = Vectors.atOnce(dimension());
    double[][] logits = new double[count][];
    for (int from = 0; from < count; from += atOnce) {
      double[][] points = new double[Math.min(atOnce, count - from)][];
      for (int i = 0; i < points.length; i++) {
        points[i] = point.apply(from + i);
      }
      System.arraycopy(logits(points), 0, logits, from, points.length);
    }
    return logits;
  }

  /**
   * Logits at one point.
   *
   * @param point length d; not modified
   * @return length L
   */
  default double[] logits(double[] point) {
    return logits(new double[][] {point})[0];
  }

  /**
   * Logits and gradients of the given functions at one point.
   *
   * @param point length d; not modified
   * @param functions perhaps none
   * @return its gradients are in the order of the functions
   */
  default Linearization linearize(double[] point, LogitCombination... functions) {
    return linearize(new double[][] {point}, new LogitCombination[][] {functions})[0];
  }

  /**
   * Predicted label {@code k(x) = argmax_k f_k(x)} (the first of equals).
   *
   * @param point length d; not modified
   * @return in 0..L-1
   */
  default int label(double[] point) {
    return Vectors.argmax(logits(point));
  }
}
