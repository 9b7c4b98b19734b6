package io.separatrix.proof.enclosure;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Convolutions and dense layers, {@code y = W x + b}, as unfolding and matrix product.
 *
 * <p>Rule: (W c + b, W s, W g), e becomes W e plus what rounding adds. Proof: W is linear; and with
 * depth the most roundings of a product ({@link LaneProduct}) and omega those of a coefficient, a
 * computed {@code W v} is off by at most {@code gamma_(depth + omega) |W| |v|}, so that for all tau
 * and eps in [-1, 1] rounding adds at most {@code gamma |W| (|c| + |s| + sum |g|) + gamma |b|}.
 */
final class LinearRule implements Rule, LinearMap {

  private final int[] shape;
  private final Windows windows;
  private final int kernel;
  private final int groups;
  private final Weights weights;
  private final Magnitudes magnitudes;
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
    this.magnitudes =
        new Magnitudes(weights.matrix(), weights.roundings(), windows, kernel, groups);
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
  public Enclosure apply(List<Enclosure> operands) {
    Enclosure x = operands.get(0);
    Pass pass = x.pass();
    Rounding rounding = pass.rounding();
    int batch = pass.intervals();
    double[][] affine = product(x.affine(), pass.lanes());
    int pixels = windows.count();
    for (int n = 0; n < affine.length; n++) {
      double bias = weights.bias()[n / pixels];
      for (int b = 0; b < batch; b++) {
        affine[n][b] += bias;
      }
    }
    double @Nullable [][] spread = null;
    Remainder remainder = x.remainder();
    double[][] injection = biasInjection(rounding, batch);
    if (remainder instanceof Radii && x.spread() == null) {
      // |W| r + gamma |W| |v| in one product.
      double[][] rounded = magnitudes(x);
      scale(rounded, rounding.gamma(depth()) * rounding.above(1));
      remainder = ((Radii) remainder).plus(rounded);
    } else {
      double[][] sizes = magnitudes.through(withSpread(magnitudes(x), x.spread()), 2 * batch);
      spread = x.spread() == null ? null : new double[affine.length][];
      for (int n = 0; n < sizes.length; n++) {
        if (spread != null) {
          spread[n] = Arrays.copyOfRange(sizes[n], batch, 2 * batch);
        }
        for (int b = 0; b < batch; b++) {
          injection[n][b] +=
              rounding.gamma(depth()) * sizes[n][b]
                  + rounding.gamma(rowDepth()) * sizes[n][batch + b];
        }
      }
    }
    return new Enclosure(
        pass,
        shape,
        affine,
        spread,
        x.hasRows() ? (b, needed) -> rows(x, b, needed) : null,
        remainder.through(this, List.of(remainder), injection));
  }

  /** What the rounding of the bias and its sum cost, and underflow. */
  private double[][] biasInjection(Rounding rounding, int batch) {
    double[][] injection = new double[weights.bias().length * windows.count()][batch];
    for (int n = 0; n < injection.length; n++) {
      int o = n / windows.count();
      double fixed =
          rounding.gamma(depth()) * Math.abs(weights.bias()[o])
              + weights.biasError()[o]
              + rounding.tiny();
      Arrays.fill(injection[n], fixed);
    }
    return injection;
  }

  private static void scale(double[][] values, double factor) {
    for (double[] row : values) {
      for (int i = 0; i < row.length; i++) {
        row[i] *= factor;
      }
    }
  }

  private static double[][] withSpread(double[][] magnitudes, double @Nullable [][] spread) {
    for (int n = 0; n < magnitudes.length; n++) {
      int batch = magnitudes[n].length;
      magnitudes[n] = Arrays.copyOf(magnitudes[n], 2 * batch);
      if (spread != null) {
        System.arraycopy(spread[n], 0, magnitudes[n], batch, batch);
      }
    }
    return magnitudes;
  }

  /** The most roundings that a product of coefficient and value meets. */
  private int depth() {
    return LaneProduct.depth(weights.matrix()[0].length) + weights.roundings();
  }

  /** The same of a coefficient and a generator's. */
  private int rowDepth() {
    return DenseProduct.depth(weights.matrix()[0].length) + weights.roundings();
  }

  /** {@code |c| + |s|}. */
  private static double[][] magnitudes(Enclosure x) {
    double[][] magnitudes = new double[x.neurons()][x.pass().intervals()];
    for (int n = 0; n < magnitudes.length; n++) {
      for (int b = 0; b < x.pass().intervals(); b++) {
        magnitudes[n][b] = Math.abs(x.affine()[n][b]) + x.slopes(n, b);
      }
    }
    return magnitudes;
  }

  @Override
  public double[][] absolute(List<double[][]> r, int lanes) {
    return magnitudes.through(r.get(0), lanes);
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

  /** {@code W x} at every output pixel; the unfolding copies nothing but references. */
  private double[][] product(double[][] x, int lanes) {
    double[][] matrix = weights.matrix();
    int pixels = windows.count();
    int channels = matrix.length / groups;
    int channelsIn = matrix[0].length / kernel;
    int pixelsIn = x.length / (channelsIn * groups);
    double[][] y = new double[matrix.length * pixels][lanes];
    LaneProduct product = new LaneProduct();
    int[] columns = new int[matrix[0].length];
    double[][] vectors = new double[columns.length][];
    double[][] results = new double[channels][];
    for (int group = 0; group < groups; group++) {
      int[] rows = range(group * channels, channels);
      for (int p = 0; p < pixels; p++) {
        int[] seen = windows.pixels()[p];
        int length = 0;
        for (int i = 0; i < seen.length; i++) {
          for (int c = 0; c < channelsIn; c++) {
            columns[length] = c * kernel + windows.offsets()[p][i];
            vectors[length++] = x[(group * channelsIn + c) * pixelsIn + seen[i]];
          }
        }
        for (int o = 0; o < channels; o++) {
          results[o] = y[rows[o] * pixels + p];
        }
        product.add(matrix, rows, columns, vectors, length, lanes, results);
      }
    }
    return y;
  }

  private static int[] range(int from, int count) {
    int[] range = new int[count];
    for (int i = 0; i < count; i++) {
      range[i] = from + i;
    }
    return range;
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
