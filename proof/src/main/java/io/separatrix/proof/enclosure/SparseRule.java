package io.separatrix.proof.enclosure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Affine maps with few terms: each result is {@code sum_i w_i x_i + constant}. Sums, differences,
 * average pools, normalisations with constants, and all that only moves values about.
 *
 * <p>Rule: as for a dense layer, (W c + b, W s, W g), and e becomes W e plus rounding. Proof: W is
 * linear; in a sum of n products no number meets more than n + 1 roundings, and copying, or a
 * change of sign, meets none. Where centres have two numbers, what rounding leaves out joins the
 * second one ({@link TwoSum}), and only the sum of these is off.
 */
final class SparseRule implements Rule, LinearMap {

  private final int[] shape;
  private final int[] operandChannels;
  private final Terms[] terms;
  private final int roundings;
  private double @Nullable [] norms;

  /**
   * One result.
   *
   * @param operands which operand each term reads
   * @param neurons which neuron of it
   * @param factors the coefficients
   * @param constant what is added
   * @param error a bound of the constant's absolute error
   */
  record Terms(int[] operands, int[] neurons, double[] factors, double constant, double error) {
    /**
     * The most roundings that a term meets: its product, the sum's but the first, the constant's.
     */
    int depth() {
      boolean signs = true;
      for (double factor : factors) {
        signs &= Math.abs(factor) == 1;
      }
      return (signs ? 0 : 1)
          + Math.max(0, factors.length - 1)
          + (constant == 0 || factors.length == 0 ? 0 : 1);
    }
  }

  /**
   * @param operandChannels channels of each operand
   * @param terms for each result its terms
   * @param roundings each coefficient is off by at most gamma of this, relative to itself
   */
  SparseRule(int[] shape, int[] operandChannels, Terms[] terms, int roundings) {
    this.shape = shape;
    this.operandChannels = operandChannels;
    this.terms = terms;
    this.roundings = roundings;
  }

  @Override
  public int[] shape() {
    return shape;
  }

  @Override
  public boolean affine() {
    return true;
  }

  /** Whether each of so many channels is made of itself alone, and all in the same way. */
  boolean channelwise(int channels) {
    if (operandChannels.length != 1
        || operandChannels[0] != channels
        || shape.length == 0
        || shape[0] != channels
        || terms[0].factors().length == 0) {
      return false;
    }
    int pixels = terms.length / channels;
    int step = channels == 1 ? 0 : terms[pixels].neurons()[0] - terms[0].neurons()[0];
    for (int n = 0; n < terms.length; n++) {
      Terms first = terms[n % pixels];
      int shift = n / pixels * step;
      int[] expected = Arrays.stream(first.neurons()).map(at -> at + shift).toArray();
      if (!Arrays.equals(terms[n].neurons(), expected)
          || !Arrays.equals(terms[n].factors(), first.factors())
          || terms[n].constant() != 0) {
        return false;
      }
    }
    return Arrays.stream(terms[0].neurons()).allMatch(at -> at < step);
  }

  /** The same with fewer channels, for a map that is {@link #channelwise}. */
  SparseRule narrowed(int channels) {
    int[] newShape = shape.clone();
    newShape[0] = channels;
    Terms[] fewer = Arrays.copyOf(terms, terms.length / shape[0] * channels);
    return new SparseRule(newShape, new int[] {channels}, fewer, roundings);
  }

  @Override
  public boolean takesLow() {
    return true;
  }

  @Override
  public Enclosure apply(List<Enclosure> given) {
    boolean exact = given.stream().anyMatch(Enclosure::exactCentres);
    List<Enclosure> operands = exact ? given : given.stream().map(Enclosure::rounded).toList();
    Pass pass = operands.get(0).pass();
    int batch = pass.intervals();
    double[][] affine = new double[terms.length][pass.lanes()];
    double[][] injection = new double[terms.length][batch];
    boolean rows = operands.stream().anyMatch(Enclosure::hasRows);
    double @Nullable [][] spread = rows ? new double[terms.length][batch] : null;
    double @Nullable [][] low = exact ? new double[terms.length][batch] : null;
    for (int n = 0; n < terms.length; n++) {
      Terms t = terms[n];
      double above = pass.rounding().above(t.factors().length + roundings + 1);
      double gamma = pass.rounding().gamma(t.depth() + roundings);
      double coefficient = exact ? pass.rounding().gamma(roundings) : gamma;
      for (int i = 0; i < t.factors().length; i++) {
        Enclosure x = operands.get(t.operands()[i]);
        double[] from = x.affine()[t.neurons()[i]];
        double w = t.factors()[i];
        for (int lane = batch; lane < affine[n].length; lane++) {
          affine[n][lane] += w * from[lane];
        }
        for (int b = 0; b < batch; b++) {
          double deviation = x.deviation(t.neurons()[i], b);
          injection[n][b] +=
              Math.abs(w) * (coefficient * Math.abs(from[b]) + gamma * deviation) * above;
          if (spread != null && x.spread() != null) {
            spread[n][b] += Math.abs(w) * x.spread()[t.neurons()[i]][b] * above;
          }
        }
      }
      for (int b = 0; b < batch; b++) {
        injection[n][b] += t.error() + (exact ? 0 : gamma * Math.abs(t.constant())) * above;
        centre(operands, t, n, b, affine, low, injection);
        if (t.depth() + roundings > 0) {
          injection[n][b] += pass.rounding().tiny();
        }
      }
    }
    List<Remainder> parts = operands.stream().map(Enclosure::remainder).toList();
    return new Enclosure(
        pass,
        shape,
        affine,
        low,
        spread,
        rows ? (b, needed) -> rows(operands, b, needed) : null,
        parts.get(0).through(this, parts, injection));
  }

  /** Adds up the centre's terms; what each operation leaves out goes to the second number. */
  private static void centre(
      List<Enclosure> operands,
      Terms t,
      int n,
      int b,
      double[][] affine,
      double @Nullable [][] low,
      double[][] injection) {
    double sum = 0;
    double tail = 0;
    double size = 0;
    for (int i = 0; i <= t.factors().length; i++) {
      double term = t.constant();
      if (i < t.factors().length) {
        Enclosure x = operands.get(t.operands()[i]);
        double w = t.factors()[i];
        double c = x.affine()[t.neurons()[i]][b];
        term = w * c;
        double left = Math.abs(w) == 1 || low == null ? 0 : TwoSum.productError(w, c, term);
        double second = w * x.low(t.neurons()[i], b);
        tail += left + second;
        size += Math.abs(left) + Math.abs(second);
      }
      double next = sum + term;
      double left = TwoSum.error(sum, term, next);
      tail += left;
      size += Math.abs(left);
      sum = next;
    }
    affine[n][b] = sum;
    if (low != null) {
      affine[n][b] = sum + tail;
      low[n][b] = TwoSum.error(sum, tail, affine[n][b]);
      // Of each term three numbers, rounded as products and in the sum of all.
      int depth = t.depth() == 0 ? 0 : 3 * t.factors().length + 4;
      injection[n][b] += operands.get(0).pass().rounding().gamma(depth) * size;
    }
  }

  private Rows rows(List<Enclosure> operands, int interval, boolean @Nullable [] needed) {
    List<Rows> sources = new ArrayList<>();
    for (int i = 0; i < operands.size(); i++) {
      sources.add(
          operands.get(i).rows(interval, needed == null ? null : wanted(operands, i, needed)));
    }
    int channels = shape.length == 0 ? 1 : shape[0];
    int generators = operands.get(0).pass().generators(interval);
    return new RowCombination(sources, operandChannels, generators).of(terms, channels, needed);
  }

  private boolean[] wanted(List<Enclosure> operands, int operand, boolean[] needed) {
    boolean[] wanted = new boolean[operands.get(operand).neurons()];
    for (int n = 0; n < terms.length; n++) {
      if (needed[n]) {
        for (int i = 0; i < terms[n].operands().length; i++) {
          if (terms[n].operands()[i] == operand) {
            wanted[terms[n].neurons()[i]] = true;
          }
        }
      }
    }
    return wanted;
  }

  @Override
  public double[][] absolute(List<double[][]> r, int lanes) {
    double[][] bounds = new double[terms.length][lanes];
    for (int n = 0; n < terms.length; n++) {
      Terms t = terms[n];
      double above = Rounding.RIGOROUS.above(t.factors().length + roundings + 1);
      for (int i = 0; i < t.factors().length; i++) {
        double w = Math.abs(t.factors()[i]) * (t.depth() + roundings == 0 ? 1 : above);
        double[] from = r.get(t.operands()[i])[t.neurons()[i]];
        for (int lane = 0; lane < lanes; lane++) {
          bounds[n][lane] += w * from[lane];
        }
      }
    }
    return bounds;
  }

  @Override
  public double norm(int operand) {
    return norms()[operand];
  }

  @Override
  public double norm() {
    return norms()[operandChannels.length];
  }

  @Override
  public double @Nullable [] rowNorms() {
    return null;
  }

  /**
   * Schur's bound, the root of the largest sums of a row and of a column, for each operand and all.
   */
  private double[] norms() {
    double[] known = norms;
    if (known == null) {
      known = new double[operandChannels.length + 1];
      double[] rowSums = new double[operandChannels.length + 1];
      Map<Long, Double> columns = new HashMap<>();
      for (Terms t : terms) {
        double[] sums = new double[rowSums.length];
        for (int i = 0; i < t.factors().length; i++) {
          double w = Math.abs(t.factors()[i]);
          sums[t.operands()[i]] += w;
          sums[operandChannels.length] += w;
          columns.merge(((long) t.operands()[i] << 32) + t.neurons()[i], w, Double::sum);
        }
        for (int i = 0; i < sums.length; i++) {
          rowSums[i] = Math.max(rowSums[i], sums[i]);
        }
      }
      double[] columnSums = new double[rowSums.length];
      for (var column : columns.entrySet()) {
        int operand = (int) (column.getKey() >> 32);
        columnSums[operand] = Math.max(columnSums[operand], column.getValue());
        columnSums[operandChannels.length] =
            Math.max(columnSums[operandChannels.length], column.getValue());
      }
      for (int i = 0; i < known.length; i++) {
        known[i] = Math.sqrt(rowSums[i] * columnSums[i]) * (1 + 0x1p-30);
      }
      norms = known;
    }
    return known;
  }
}
