package io.separatrix.proof.enclosure;

import java.util.List;

/**
 * Products of two values that both depend on the image.
 *
 * <p>Rule: with deviations {@code d = s tau + g eps}, {@code (c + d)(c' + d') = c c' + c d' + c' d
 * + d d'}: centre c c', slopes c s' + c' s, and into the remainder |d| |d'|, what generators do,
 * and {@code (|c| + |d|)|e'| + (|c'| + |d'|)|e| + |e||e'|}. Proof: multiplied out. Rounding: no
 * product meets more than three, and all of them together are at most (|c| + |d|)(|c'| + |d'|).
 */
final class ProductRule implements Rule {

  private final int[] shape;
  private final int[] left;
  private final int[] right;

  /**
   * @param left for each result the neuron of the first operand
   * @param right for each result the neuron of the second operand
   */
  ProductRule(int[] shape, int[] left, int[] right) {
    this.shape = shape;
    this.left = left;
    this.right = right;
  }

  @Override
  public int[] shape() {
    return shape;
  }

  @Override
  public boolean curved() {
    return true;
  }

  @Override
  public Enclosure apply(List<Enclosure> operands) {
    Enclosure x = operands.get(0);
    Enclosure y = operands.get(1);
    Pass pass = x.pass();
    int batch = pass.intervals();
    double gamma = pass.rounding().gamma(4);
    double[][] affine = new double[left.length][pass.lanes()];
    double[][] errors = new double[left.length][batch];
    for (int n = 0; n < left.length; n++) {
      double[] u = x.affine()[left[n]];
      double[] v = y.affine()[right[n]];
      for (int b = 0; b < batch; b++) {
        affine[n][b] = u[b] * v[b];
        for (int lane = batch + b; lane < u.length; lane += batch) {
          affine[n][lane] = u[b] * v[lane] + v[b] * u[lane];
        }
        double du = x.deviation(left[n], b);
        double dv = y.deviation(right[n], b);
        double eu = x.remainder().at(left[n], b);
        double ev = y.remainder().at(right[n], b);
        double generators =
            (x.spread() == null ? 0 : x.spread()[left[n]][b] * Math.abs(v[b]))
                + (y.spread() == null ? 0 : y.spread()[right[n]][b] * Math.abs(u[b]));
        double mu = Math.abs(u[b]) + du;
        double mv = Math.abs(v[b]) + dv;
        errors[n][b] =
            (du * dv + generators + mu * ev + mv * eu + eu * ev + gamma * mu * mv) * (1 + 0x1p-48)
                + pass.rounding().tiny();
      }
    }
    Remainder remainder =
        x.remainder() instanceof Ball ? Ball.of(errors, batch) : new Radii(errors);
    return new Enclosure(pass, shape, affine, null, null, remainder);
  }
}
