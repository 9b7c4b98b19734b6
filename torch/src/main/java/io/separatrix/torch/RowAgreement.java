package io.separatrix.torch;

import io.separatrix.geometry.Linearization;
import io.separatrix.geometry.LogitCombination;
import io.separatrix.network.ModelFormatException;
import java.util.Arrays;
import java.util.Collections;
import java.util.SplittableRandom;

/**
 * Finds out how many rows a network may take at once so that a row's result does not depend on how
 * many they are. Which kernel a library picks, and so the rounding, changes with the number of rows
 * on some processors and networks and not on others.
 */
final class RowAgreement {

  private static final long SEED = 1;

  private final Workers workers;
  private final double[][] points;
  private final double[][] vectors;
  private final LogitCombination[] functions;

  /** All that rows from one index to another one have, an array a row. */
  private interface Rows {
    double[][][] of(int from, int to);
  }

  /**
   * @param dimension input dimension d
   * @param most rows that may be taken at once
   */
  RowAgreement(Workers workers, int dimension, int most) {
    this.workers = workers;
    SplittableRandom random = new SplittableRandom(SEED);
    this.points = new double[most][];
    Arrays.setAll(points, i -> random.doubles(dimension).toArray());
    this.vectors = new double[most][];
    Arrays.setAll(vectors, i -> random.doubles(dimension, -1, 1).toArray());
    this.functions = new LogitCombination[most];
    Arrays.fill(functions, LogitCombination.logit(0));
  }

  /**
   * The largest multiple of {@code few}, so that it and all smaller ones give logits and gradients
   * that agree to the bit with those of {@code few} rows at a time.
   */
  int rows(int few) {
    return agreeing(few, this::logitsAndGradients);
  }

  /** The same for Hessian-vector products. */
  int rowsOfProducts(int few) {
    return agreeing(few, this::products);
  }

  private int agreeing(int few, Rows results) {
    int agreeing = few;
    while (agreeing + few <= points.length && agree(agreeing + few, few, results)) {
      agreeing += few;
    }
    return agreeing;
  }

  /**
   * Whether logits that are asked for alone can be computed and are, to the bit, those that come
   * with gradients, for every multiple of {@code few} up to {@code most} rows.
   */
  boolean logitsAgree(int few, int most) {
    try {
      return logitsAgreeWhereComputed(few, most);
    } catch (ModelFormatException e) {
      return false; // if they cannot be computed at all, whoever asks for them is told
    }
  }

  private boolean logitsAgreeWhereComputed(int few, int most) {
    for (int rows = few; rows <= most; rows += few) {
      double[][] chunk = Arrays.copyOfRange(points, 0, rows);
      double[][][] alone = new double[1][][];
      workers.forEach(
          Collections.singletonList(chunk),
          (chosen, derivatives) -> alone[0] = derivatives.logits(chosen));
      Linearization[] together = linearize(0, rows);
      for (int i = 0; i < rows; i++) {
        if (!Arrays.equals(alone[0][i], together[i].logits())) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean agree(int rows, int few, Rows results) {
    double[][][] together = results.of(0, rows);
    for (int from = 0; from < rows; from += few) {
      double[][][] apart = results.of(from, from + few);
      if (!Arrays.deepEquals(apart, Arrays.copyOfRange(together, from, from + few))) {
        return false;
      }
    }
    return true;
  }

  private double[][][] logitsAndGradients(int from, int to) {
    return Arrays.stream(linearize(from, to))
        .map(row -> new double[][] {row.logits(), row.gradients()[0]})
        .toArray(double[][][]::new);
  }

  private Linearization[] linearize(int from, int to) {
    LogitCombination[][] single = new LogitCombination[to - from][];
    Arrays.setAll(single, i -> new LogitCombination[] {functions[from + i]});
    Linearization[] result = new Linearization[to - from];
    workers.forEach(
        Collections.singletonList(Arrays.copyOfRange(points, from, to)),
        (rows, derivatives) ->
            System.arraycopy(derivatives.linearize(rows, single), 0, result, 0, result.length));
    return result;
  }

  private double[][][] products(int from, int to) {
    double[][][] result = new double[to - from][][];
    workers.forEach(
        Collections.singletonList(Arrays.copyOfRange(points, from, to)),
        (rows, derivatives) -> {
          double[][] products =
              derivatives.hessianVectorProducts(
                  rows,
                  Arrays.copyOfRange(functions, from, to),
                  Arrays.copyOfRange(vectors, from, to));
          Arrays.setAll(result, i -> new double[][] {products[i]});
        });
    return result;
  }
}
