package io.separatrix.explorer.view;

import io.separatrix.geometry.Classifier;
import io.separatrix.geometry.Linearization;
import io.separatrix.geometry.LogitCombination;
import java.util.Arrays;

/**
 * A classifier that is called for few rows at a time, so that nobody waits long for a call to end.
 * Rows do not depend on each other, so the results are the same.
 */
final class Sliced implements Classifier {

  private final Classifier classifier;
  private final int rows;

  /**
   * @param rows of one call at most
   */
  Sliced(Classifier classifier, int rows) {
    this.classifier = classifier;
    this.rows = rows;
  }

  @Override
  public int dimension() {
    return classifier.dimension();
  }

  @Override
  public int classes() {
    return classifier.classes();
  }

  @Override
  public double[][] logits(double[][] points) {
    if (points.length <= rows) {
      return classifier.logits(points);
    }
    double[][] logits = new double[points.length][];
    for (int from = 0; from < points.length; from += rows) {
      int to = Math.min(points.length, from + rows);
      double[][] slice = classifier.logits(Arrays.copyOfRange(points, from, to));
      System.arraycopy(slice, 0, logits, from, slice.length);
    }
    return logits;
  }

  @Override
  public Linearization[] linearize(double[][] points, LogitCombination[][] functions) {
    if (points.length <= rows) {
      return classifier.linearize(points, functions);
    }
    Linearization[] all = new Linearization[points.length];
    for (int from = 0; from < points.length; from += rows) {
      int to = Math.min(points.length, from + rows);
      Linearization[] slice =
          classifier.linearize(
              Arrays.copyOfRange(points, from, to), Arrays.copyOfRange(functions, from, to));
      System.arraycopy(slice, 0, all, from, slice.length);
    }
    return all;
  }

  @Override
  public boolean twiceDifferentiable() {
    return classifier.twiceDifferentiable();
  }

  @Override
  public double[][] hessianVectorProducts(
      double[][] points, LogitCombination[] functions, double[][] vectors) {
    return classifier.hessianVectorProducts(points, functions, vectors);
  }
}
