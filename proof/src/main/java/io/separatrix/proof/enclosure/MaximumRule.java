package io.separatrix.proof.enclosure;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The maximum over windows.
 *
 * <p>Rule: folded by pairs, {@code max(y, x) = y + relu(x - y)}, starting from the neuron that is
 * largest at the centre, with ReLU's chord for the difference; e becomes at most the largest |e| of
 * the window. Proof: the identity; a maximum moves by no more than the largest change of its
 * operands. The differences are formed as centre, slope and rows before a bound is taken, so what
 * the operands share cancels.
 */
final class MaximumRule implements Rule {

  private final int[] shape;
  private final int[][] windows;
  private final int overlap;

  /**
   * @param windows for each result the neurons of its window
   * @param overlap the most windows that one neuron is in
   */
  MaximumRule(int[] shape, int[][] windows, int overlap) {
    this.shape = shape;
    this.windows = windows;
    this.overlap = overlap;
  }

  @Override
  public int[] shape() {
    return shape;
  }

  @Override
  public boolean takesLow() {
    return true;
  }

  @Override
  public Enclosure apply(List<Enclosure> operands) {
    Enclosure x = operands.get(0).settled();
    Pass pass = x.pass();
    int batch = pass.intervals();
    double[][] affine = new double[windows.length][pass.lanes()];
    double @Nullable [][] low = x.hasLow() ? new double[windows.length][batch] : null;
    double[][] injection = new double[windows.length][batch];
    int channels = shape[0];
    int pixels = windows.length / channels;
    @Nullable Rows[] rows = new Rows[batch];
    MaximumFold[] folds = new MaximumFold[batch];
    for (int b = 0; b < batch; b++) {
      folds[b] = new MaximumFold(x, b);
    }
    if (x.hasRows() || pass.generators()) {
      for (int b = 0; b < batch; b++) {
        rows[b] = folds[b].withRows(windows, channels, pixels, affine, low, injection);
      }
    } else {
      for (int n = 0; n < windows.length; n++) {
        for (MaximumFold fold : folds) {
          fold.over(windows[n]);
          fold.store(affine[n], low == null ? null : low[n], injection[n]);
        }
      }
    }
    Remainder remainder = x.remainder().maximum(windows, overlap, injection);
    if (rows[0] == null) {
      return new Enclosure(pass, shape, affine, low, null, null, remainder);
    }
    Enclosure result =
        new Enclosure(
            pass,
            shape,
            affine,
            low,
            null,
            (b, needed) -> java.util.Objects.requireNonNull(rows[b]),
            remainder);
    return result.settled();
  }
}
