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
  private final LogitCombination[][] functions;

  /**
   * @param dimension input dimension d
   * @param most rows that may be taken at once
   */
  RowAgreement(Workers workers, int dimension, int most) {
    this.workers = workers;
    SplittableRandom random = new SplittableRandom(SEED);
    this.points = new double[most][];
    Arrays.setAll(points, i -> random.doubles(dimension).toArray());
    this.functions = new LogitCombination[most][];
    Arrays.fill(functions, new LogitCombination[] {LogitCombination.logit(0)});
  }

  /**
   * The largest multiple of {@code few}, so that it and all smaller ones give logits and gradients
   * that agree to the bit with those of {@code few} rows at a time.
   */
  int rows(int few) {
    int agreeing = few;
    while (agreeing + few <= points.length && agree(agreeing + few, few)) {
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

  private boolean agree(int rows, int few) {
    Linearization[] together = linearize(0, rows);
    for (int from = 0; from < rows; from += few) {
      Linearization[] apart = linearize(from, from + few);
      for (int i = 0; i < few; i++) {
        if (!Arrays.equals(apart[i].logits(), together[from + i].logits())
            || !Arrays.deepEquals(apart[i].gradients(), together[from + i].gradients())) {
          return false;
        }
      }
    }
    return true;
  }

  private Linearization[] linearize(int from, int to) {
    Linearization[] result = new Linearization[to - from];
    workers.forEach(
        Collections.singletonList(Arrays.copyOfRange(points, from, to)),
        (rows, derivatives) ->
            System.arraycopy(
                derivatives.linearize(rows, Arrays.copyOfRange(functions, from, to)),
                0,
                result,
                0,
                result.length));
    return result;
  }
}
