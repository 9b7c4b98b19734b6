package io.separatrix.proof.enclosure;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Convolutions and dense layers, {@code y = W x + b}, as unfolding and matrix product.
 *
 * <p>Rule: (W c + b, W s, W g), e becomes W e plus what rounding adds. Proof: W is linear; with n
 * the length of a product and omega the roundings of a coefficient, a computed {@code W v} is off
 * by at most {@code gamma_(n + omega) |W| |v|}, so that for all tau and eps in [-1, 1] rounding
 * adds at most {@code gamma_(n + omega) |W| (|c| + |s| + sum |g|)}. Where centres have two numbers,
 * it is {@link ExactProduct}'s to say what they are off, and coefficients add {@code gamma_omega
 * |W| |c|}.
 */
final class LinearRule implements Rule, LinearMap {

  private final int[] shape;
  private final Windows windows;
  private final int kernel;
  private final int groups;
  private final Weights weights;
  private final LayerProduct product;
  private final LayerProduct magnitudes;
  private final ExactProduct centres;
  private final Norms norms;
  private double norm = Double.NaN;

  /** How the norm of the whole map follows from its weights. */
  @FunctionalInterface
  interface Norms {
    /** An upper bound of the map's norm in L2, for all weights within their errors. */
    double of(Weights weights);
  }

  /**
   * @param shape extents of the result: its channels, and as many pixels as there are windows
   * @param windows the pixels that each output pixel sees
   * @param kernel places of the kernel
   * @param groups groups of channels that are convolved with each other
   * @param norms bounds the map's norm in L2, asked when that is needed
   */
  LinearRule(int[] shape, Windows windows, int kernel, int groups, Weights weights, Norms norms) {
    this.shape = shape;
    this.windows = windows;
    this.kernel = kernel;
    this.groups = groups;
    this.weights = weights;
    this.norms = norms;
    Unfolding unfolding = new Unfolding(windows, kernel, groups);
    double[][] absolute = new double[weights.matrix().length][];
    Arrays.setAll(absolute, o -> Arrays.stream(weights.matrix()[o]).map(Math::abs).toArray());
    this.product = new LayerProduct(weights.matrix(), unfolding);
    this.magnitudes = new LayerProduct(absolute, unfolding);
    this.centres = new ExactProduct(weights.matrix(), unfolding);
  }

  @Override
  public int[] shape() {
    return shape;
  }

  Weights weights() {
    return weights;
  }

  /** The same layer with other weights of the same outputs. */
  LinearRule normalized(Weights other) {
    return new LinearRule(shape, windows, kernel, groups, other, norms);
  }

  /** The same layer, of one group, with other weights for other outputs. */
  LinearRule last(int outputs, Weights other) {
    int[] newShape = shape.clone();
    newShape[0] = outputs;
    return new LinearRule(newShape, windows, kernel, 1, other, norms);
  }

  int groups() {
    return groups;
  }

  @Override
  public boolean affine() {
    return true;
  }

  @Override
  public boolean takesLow() {
    return true;
  }

  @Override
  public Enclosure apply(List<Enclosure> operands) {
    boolean exact = operands.get(0).exactCentres();
    Enclosure x = exact ? operands.get(0) : operands.get(0).rounded();
    Pass pass = x.pass();
    Rounding rounding = pass.rounding();
    int batch = pass.intervals();
    int results = weights.bias().length * windows.count();
    double[][] injection = new double[results][batch];
    double[][] affine;
    double @Nullable [][] low = null;
    if (exact) {
      low = new double[results][batch];
      affine = exactly(x, low, injection);
    } else {
      affine = product.of(x.affine(), 0, pass.lanes());
      addBias(affine, injection, rounding);
    }
    Remainder remainder = x.remainder();
    double @Nullable [][] spread = null;
    if (remainder instanceof Radii && x.spread() == null) {
      // |W| r + |W| sizes in one product.
      remainder = remainder.plus(sizes(x, batch));
    } else {
      double[][] sizes = bounds(sizes(x, 2 * batch), 2 * batch);
      spread = x.spread() == null ? null : new double[results][];
      for (int n = 0; n < results; n++) {
        if (spread != null) {
          spread[n] = Arrays.copyOfRange(sizes[n], batch, 2 * batch);
        }
        for (int b = 0; b < batch; b++) {
          injection[n][b] += sizes[n][b] + rounding.gamma(depth()) * sizes[n][batch + b];
        }
      }
    }
    return new Enclosure(
        pass,
        shape,
        affine,
        low,
        spread,
        x.hasRows() ? (b, needed) -> rows(x, b, needed) : null,
        remainder.through(this, List.of(remainder), injection));
  }

  private double[][] exactly(Enclosure x, double[][] low, double[][] injection) {
    int batch = x.pass().intervals();
    double[][] slopes = product.of(x.affine(), batch, x.pass().lanes() - batch);
    double[][] affine = new double[low.length][x.pass().lanes()];
    double[][] lows = new double[x.neurons()][batch];
    for (int n = 0; n < lows.length; n++) {
      for (int b = 0; b < batch; b++) {
        lows[n][b] = x.low(n, b);
      }
    }
    centres.of(x.affine(), lows, batch, weights.bias(), affine, low, injection);
    for (int n = 0; n < affine.length; n++) {
      System.arraycopy(slopes[n], 0, affine[n], batch, slopes[n].length);
      for (int b = 0; b < batch; b++) {
        injection[n][b] += weights.biasError()[n / windows.count()];
      }
    }
    return affine;
  }

  private void addBias(double[][] affine, double[][] injection, Rounding rounding) {
    for (int n = 0; n < affine.length; n++) {
      int o = n / windows.count();
      double bias = weights.bias()[o];
      for (int b = 0; b < injection[n].length; b++) {
        affine[n][b] += bias;
        injection[n][b] =
            rounding.gamma(2) * Math.abs(bias) + weights.biasError()[o] + rounding.tiny();
      }
    }
  }

  /** The most roundings that a product of a coefficient and a slope or generator meets. */
  private int depth() {
    return DenseProduct.depth(weights.matrix()[0].length) + weights.roundings();
  }

  /**
   * What of an operand's neuron |W| makes the error of centres and slopes; in lanes behind it, if
   * there are any, the generators' sums.
   */
  private double[][] sizes(Enclosure x, int lanes) {
    int batch = x.pass().intervals();
    double slope = x.pass().rounding().gamma(depth() + 2);
    double centre = x.exactCentres() ? x.pass().rounding().gamma(weights.roundings()) : slope;
    double[][] sizes = new double[x.neurons()][lanes];
    for (int n = 0; n < sizes.length; n++) {
      for (int b = 0; b < batch; b++) {
        double c = Math.abs(x.affine()[n][b]) + Math.abs(x.low(n, b));
        sizes[n][b] = centre * c + slope * x.slopes(n, b);
        if (lanes > batch && x.spread() != null) {
          sizes[n][batch + b] = x.spread()[n][b];
        }
      }
    }
    return sizes;
  }

  @Override
  public double[][] absolute(List<double[][]> r, int lanes) {
    return bounds(r.get(0), lanes);
  }

  /** Bounds of |W| x from above, x not negative. */
  private double[][] bounds(double[][] x, int lanes) {
    double above = Rounding.RIGOROUS.above(depth());
    double[][] bounds = magnitudes.of(x, 0, lanes);
    for (double[] row : bounds) {
      for (int lane = 0; lane < lanes; lane++) {
        row[lane] *= above;
      }
    }
    return bounds;
  }

  @Override
  public double norm(int operand) {
    return norm();
  }

  @Override
  public double norm() {
    double known = norm;
    if (Double.isNaN(known)) {
      known = norms.of(weights);
      norm = known;
    }
    return known;
  }

  @Override
  public double[] rowNorms() {
    double[][] matrix = weights.matrix();
    double[] rows = new double[matrix.length * windows.count()];
    for (int o = 0; o < matrix.length; o++) {
      double square = 0;
      for (double w : matrix[o]) {
        square += w * w;
      }
      double norm =
          Math.sqrt(square) * Rounding.RIGOROUS.above(matrix[o].length + weights.roundings() + 8);
      Arrays.fill(rows, o * windows.count(), (o + 1) * windows.count(), norm);
    }
    return rows;
  }

  /** W g for the neurons that are needed, from the rows that reach each output pixel only. */
  private Rows rows(Enclosure x, int interval, boolean @Nullable [] needed) {
    RowProduct product =
        new RowProduct(x.rows(interval, null), x.pass().generators(interval), weights.matrix());
    int pixels = windows.count();
    int channels = weights.matrix().length / groups;
    int channelsIn = weights.matrix()[0].length / kernel;
    int[][] ids = new int[pixels][];
    double[] @Nullable [][] values = new double[pixels][shape[0]][];
    for (int p = 0; p < pixels; p++) {
      int[] seen = windows.pixels()[p];
      ids[p] = product.union(seen);
      if (ids[p].length == 0) {
        continue;
      }
      for (int group = 0; group < groups; group++) {
        int[] rows = new int[channels];
        int wanted = 0;
        for (int o = group * channels; o < (group + 1) * channels; o++) {
          if (needed == null || needed[o * pixels + p]) {
            rows[wanted++] = o;
          }
        }
        if (wanted > 0) {
          product.gather(seen, windows.offsets()[p], kernel, group * channelsIn, channelsIn);
          product.multiply(Arrays.copyOf(rows, wanted), values[p]);
        }
      }
    }
    return new Rows(ids, values);
  }
}
