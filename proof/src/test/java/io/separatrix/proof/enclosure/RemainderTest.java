package io.separatrix.proof.enclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Each term of a remainder is needed: rules on numbers that round badly, against exact arithmetic.
 */
class RemainderTest {

  private static final SplittableRandom RANDOM = new SplittableRandom(5);

  /** What a rule should give, in exact arithmetic, of one choice of tau and errors. */
  private interface Exact {
    BigDecimal[] of(BigDecimal[][] operands);
  }

  private static Pass pass() {
    return new Pass(1, 1, Rounding.RIGOROUS, false, 0);
  }

  /** A value of n neurons with centres, slopes and radii. */
  private static Enclosure value(Pass pass, double[] centre, double[] slope, double[] radius) {
    double[][] affine = new double[centre.length][];
    double[][] radii = new double[centre.length][];
    for (int n = 0; n < affine.length; n++) {
      affine[n] = new double[] {centre[n], slope[n]};
      radii[n] = new double[] {radius[n]};
    }
    int[] shape = {centre.length};
    return new Enclosure(pass, shape, affine, null, null, new Radii(radii));
  }

  /** The same with centres of two numbers. */
  private static Enclosure value(double[] centre, double[] low, double[] slope) {
    double[][] affine = new double[centre.length][];
    double[][] lows = new double[centre.length][];
    for (int n = 0; n < affine.length; n++) {
      affine[n] = new double[] {centre[n], slope[n]};
      lows[n] = new double[] {low[n]};
    }
    Ball none = Ball.of(new double[centre.length][1], 1);
    return new Enclosure(pass(), new int[] {centre.length}, affine, lows, null, null, none);
  }

  /** All corners of tau and errors of one sign are inside what the rule gives. */
  private static void holds(Rule rule, Exact exact, Enclosure... operands) {
    Enclosure result = rule.apply(List.of(operands));
    for (int tau = -1; tau <= 1; tau++) {
      for (int sign = -1; sign <= 1; sign++) {
        BigDecimal[][] values = new BigDecimal[operands.length][];
        for (int i = 0; i < operands.length; i++) {
          values[i] = values(operands[i], tau, sign);
        }
        BigDecimal[] expected = exact.of(values);
        for (int n = 0; n < expected.length; n++) {
          BigDecimal centre = new BigDecimal(result.affine()[n][0]);
          BigDecimal slope = new BigDecimal(result.affine()[n][1]);
          BigDecimal low = new BigDecimal(result.low(n, 0));
          BigDecimal form = centre.add(low).add(slope.multiply(BigDecimal.valueOf(tau)));
          assertThat(expected[n].subtract(form).abs())
              .as("neuron %d, tau %d, error %d", n, tau, sign)
              .isLessThanOrEqualTo(new BigDecimal(result.remainder().at(n, 0)));
        }
      }
    }
  }

  private static BigDecimal[] values(Enclosure x, int tau, int sign) {
    BigDecimal[] values = new BigDecimal[x.neurons()];
    for (int n = 0; n < values.length; n++) {
      values[n] =
          new BigDecimal(x.affine()[n][0])
              .add(new BigDecimal(x.low(n, 0)))
              .add(new BigDecimal(x.affine()[n][1]).multiply(BigDecimal.valueOf(tau)))
              .add(new BigDecimal(x.remainder().at(n, 0)).multiply(BigDecimal.valueOf(sign)));
    }
    return values;
  }

  private static LinearRule dense(Weights weights) {
    Windows one = new Windows(new int[] {1}, new int[][] {{0}}, new int[][] {{0}}, new int[] {1});
    return new LinearRule(
        new int[] {weights.bias().length}, one, 1, 1, weights, ConvolutionNorm.dense());
  }

  private static Exact affine(double[][] matrix, double[] bias) {
    return operands -> {
      BigDecimal[] y = new BigDecimal[bias.length];
      for (int o = 0; o < y.length; o++) {
        y[o] = new BigDecimal(bias[o]);
        for (int k = 0; k < matrix[o].length; k++) {
          y[o] = y[o].add(new BigDecimal(matrix[o][k]).multiply(operands[0][k]));
        }
      }
      return y;
    };
  }

  private static double[] numbers(int count) {
    return RANDOM.doubles(count, -1, 1).toArray();
  }

  @Test
  void linear_products_areRounded() {
    for (int i = 0; i < 50; i++) {
      double[][] matrix = {numbers(3)};
      double[] bias = new double[1];
      holds(
          dense(Weights.exact(matrix, bias)),
          affine(matrix, bias),
          value(pass(), numbers(3), numbers(3), new double[3]));
    }
  }

  @Test
  void linear_slopesAlone_areRounded() {
    double[][] matrix = {{0.1, 0.7, -0.3}};
    double[] bias = new double[1];
    holds(
        dense(Weights.exact(matrix, bias)),
        affine(matrix, bias),
        value(pass(), new double[3], new double[] {0.3, 1e-3, 0.9}, new double[3]));
  }

  @Test
  void linear_bias_isRoundedInTheSum() {
    double[][] matrix = {{1}};
    double[] bias = {1};
    holds(
        dense(Weights.exact(matrix, bias)),
        affine(matrix, bias),
        value(pass(), new double[] {0x1p-60}, new double[1], new double[1]));
  }

  @Test
  void linear_underflow_isCounted() {
    double[][] matrix = {{0x1p-600}};
    double[] bias = new double[1];
    holds(
        dense(Weights.exact(matrix, bias)),
        affine(matrix, bias),
        value(pass(), new double[] {0x1p-600}, new double[1], new double[1]));
  }

  @Test
  void linear_errorsOfTheOperand_areSentThroughW() {
    double[][] matrix = {{1, -2, 3}};
    double[] bias = new double[1];
    Exact worst =
        operands -> {
          // Errors of the signs of W.
          BigDecimal[] x = operands[0].clone();
          x[1] = x[1].negate();
          return affine(new double[][] {{1, 2, 3}}, bias).of(new BigDecimal[][] {x});
        };
    holds(
        dense(Weights.exact(matrix, bias)),
        worst,
        value(pass(), new double[3], new double[3], new double[] {0.1, 0.2, 0.3}));
  }

  @Test
  void linear_foldedNormalisation_isRounded() {
    for (int i = 0; i < 50; i++) {
      double scale = RANDOM.nextDouble(0.5, 2);
      double mean = RANDOM.nextDouble(0.5, 2);
      double[][] matrix = {{RANDOM.nextDouble(0.5, 2)}};
      double[] bias = {RANDOM.nextDouble(0.5, 2)};
      // The variance is a square, so that the exact scale is known; the shift takes the bias away,
      // so
      // that what is left of it is rounding.
      double shift = i < 25 ? -2 * scale * (bias[0] - mean) : RANDOM.nextDouble();
      Weights folded =
          Weights.exact(matrix, bias)
              .normalized(
                  new double[] {scale},
                  new double[] {shift},
                  new double[] {mean},
                  new double[] {0.25},
                  0,
                  Rounding.RIGOROUS);
      BigDecimal exact =
          new BigDecimal(bias[0])
              .subtract(new BigDecimal(mean))
              .multiply(new BigDecimal(2 * scale))
              .add(new BigDecimal(shift));
      assertThat(exact.subtract(new BigDecimal(folded.bias()[0])).abs())
          .isLessThanOrEqualTo(new BigDecimal(folded.biasError()[0]));
      holds(
          dense(folded),
          operands ->
              new BigDecimal[] {
                affine(matrix, bias)
                    .of(operands)[0]
                    .subtract(new BigDecimal(mean))
                    .multiply(new BigDecimal(2 * scale))
                    .add(new BigDecimal(shift))
              },
          value(pass(), new double[1], new double[1], new double[1]));
    }
  }

  @Test
  void linear_roundingsOfCoefficients_areAllCharged() {
    Enclosure x = value(pass(), new double[] {1}, new double[1], new double[1]);
    double[][] matrix = {{1}};
    double before = error(dense(new Weights(matrix, new double[1], 0, new double[1])), x);
    double after = error(dense(new Weights(matrix, new double[1], 100, new double[1])), x);
    assertThat(after - before).isGreaterThanOrEqualTo(100 * 0x1p-53);
    double[][] two = {{1}, {0.5}};
    Weights differences = Weights.exact(two, new double[] {0.1, 0.3}).against(0, Rounding.RIGOROUS);
    assertThat(differences.roundings()).isEqualTo(1);
    assertThat(differences.biasError()[0]).isGreaterThanOrEqualTo(Math.ulp(0.2) / 2);
  }

  @Test
  void linear_whatWeightsAreOff_isChargedToCentresOfTwoNumbersToo() {
    Enclosure x = value(new double[] {1}, new double[1], new double[1]);
    double[][] one = {{1}};
    assertThat(error(dense(new Weights(one, new double[1], 100, new double[1])), x))
        .isGreaterThanOrEqualTo(100 * 0x1p-53);
    Weights off = new Weights(one, new double[1], 0, new double[] {0.25});
    assertThat(error(dense(off), x)).isGreaterThanOrEqualTo(0.25);
    Enclosure plain = value(pass(), new double[1], new double[1], new double[1]);
    assertThat(error(dense(off), plain)).isGreaterThanOrEqualTo(0.25);
  }

  @Test
  void linear_generators_areRounded() {
    for (int i = 0; i < 50; i++) {
      Pass pass = new Pass(1, 1, Rounding.RIGOROUS, true, 10);
      pass.newGenerator(0);
      double[] g = numbers(3);
      Rows rows = new Rows(new int[][] {{0}}, new double[][][] {{{g[0]}, {g[1]}, {g[2]}}});
      double[][] spread = {{Math.abs(g[0])}, {Math.abs(g[1])}, {Math.abs(g[2])}};
      double[][] none = new double[3][1];
      Enclosure x =
          new Enclosure(
              pass,
              new int[] {3},
              new double[3][2],
              none,
              spread,
              (b, needed) -> rows,
              Ball.of(none, 1));
      double[][] matrix = {numbers(3)};
      Enclosure y = dense(Weights.exact(matrix, new double[1])).apply(List.of(x));
      BigDecimal exact = BigDecimal.ZERO;
      for (int k = 0; k < 3; k++) {
        exact = exact.add(new BigDecimal(matrix[0][k]).multiply(new BigDecimal(g[k])));
      }
      double found = Objects.requireNonNull(y.rows(0, null).values()[0][0])[0];
      assertThat(exact.subtract(new BigDecimal(found)).abs())
          .isLessThanOrEqualTo(new BigDecimal(y.remainder().at(0, 0)));
    }
  }

  private static double error(Rule rule, Enclosure x) {
    return rule.apply(List.of(x)).remainder().at(0, 0);
  }

  @Test
  void sparse_sumsAndProducts_areRounded() {
    SparseRule.Terms terms =
        new SparseRule.Terms(new int[2], new int[] {0, 1}, new double[] {0.3, 0.1}, 0.7, 0);
    SparseRule rule =
        new SparseRule(new int[] {1}, new int[] {2}, new SparseRule.Terms[] {terms}, 0);
    for (int i = 0; i < 50; i++) {
      holds(
          rule,
          affine(new double[][] {{0.3, 0.1}}, new double[] {0.7}),
          value(pass(), numbers(2), numbers(2), new double[] {0.01, 0.02}));
    }
    SparseRule.Terms sum =
        new SparseRule.Terms(new int[2], new int[] {0, 1}, new double[] {1, 1}, 0, 0);
    holds(
        new SparseRule(new int[] {1}, new int[] {2}, new SparseRule.Terms[] {sum}, 0),
        affine(new double[][] {{1, 1}}, new double[1]),
        value(pass(), new double[] {1, 0x1p-60}, new double[2], new double[2]));
  }

  @Test
  void sparse_constantThatSwallowsATerm_isRounded() {
    SparseRule.Terms terms = new SparseRule.Terms(new int[1], new int[1], new double[] {1}, 1, 0);
    holds(
        new SparseRule(new int[] {1}, new int[] {1}, new SparseRule.Terms[] {terms}, 0),
        affine(new double[][] {{1}}, new double[] {1}),
        value(pass(), new double[] {0x1p-60}, new double[1], new double[1]));
  }

  @Test
  void deviation_holdsSecondNumbers() {
    assertThat(value(new double[] {1}, new double[] {0x1p-54}, new double[1]).deviation(0, 0))
        .isGreaterThanOrEqualTo(0x1p-54);
  }

  @Test
  void sparse_errorOfAConstant_isKept() {
    SparseRule.Terms terms =
        new SparseRule.Terms(new int[1], new int[1], new double[] {1}, 1, 0.25);
    SparseRule rule =
        new SparseRule(new int[] {1}, new int[] {1}, new SparseRule.Terms[] {terms}, 0);
    Enclosure x = value(pass(), new double[] {1}, new double[1], new double[1]);
    assertThat(error(rule, x)).isGreaterThanOrEqualTo(0.25);
  }

  private static ElementwiseRule elementwise(Scalar f) {
    return new ElementwiseRule(new int[] {1}, neuron -> f);
  }

  private static Exact each(Function<BigDecimal, BigDecimal> f) {
    return operands -> Arrays.stream(operands[0]).map(f).toArray(BigDecimal[]::new);
  }

  @Test
  void elementwise_centreTimesSlope_isRounded() {
    double tenth = 0.1;
    BigDecimal slope = new BigDecimal(tenth);
    holds(
        elementwise(PiecewiseLinear.leaky(tenth)),
        each(z -> z.signum() < 0 ? z.multiply(slope) : z),
        value(pass(), new double[] {-0.7}, new double[1], new double[1]));
  }

  @Test
  void elementwise_chordAndErrors_holdTheKink() {
    for (double error : new double[] {0, 0.1, 3}) {
      holds(
          elementwise(PiecewiseLinear.RELU),
          each(z -> z.max(BigDecimal.ZERO)),
          value(pass(), new double[] {0.1}, new double[] {0.3}, new double[] {error}));
      holds(
          elementwise(PiecewiseLinear.RELU),
          each(z -> z.max(BigDecimal.ZERO)),
          value(pass(), new double[] {-1}, new double[] {0.3}, new double[] {error}));
    }
  }

  @Test
  void elementwise_steepFunction_stretchesErrors() {
    BigDecimal slope = new BigDecimal(3);
    holds(
        elementwise(PiecewiseLinear.leaky(3)),
        each(z -> z.signum() < 0 ? z.multiply(slope) : z),
        value(pass(), new double[] {-2}, new double[] {0.3}, new double[] {0.5}));
  }

  @Test
  void maximum_chordsErrorsAndRounding_holdTheLargest() {
    MaximumRule rule = new MaximumRule(new int[] {1}, new int[][] {{0, 1, 2}}, 1);
    Exact largest =
        operands -> new BigDecimal[] {operands[0][0].max(operands[0][1]).max(operands[0][2])};
    for (int i = 0; i < 200; i++) {
      holds(rule, largest, value(pass(), numbers(3), numbers(3), new double[3]));
      holds(rule, largest, value(pass(), numbers(3), numbers(3), new double[] {0.3, 0, 0.2}));
    }
  }

  /** What ReLU has cut off is 0 without a range, and its maximum needs no chord. */
  @Test
  void constants_thatAreEqual_makeNoGenerators() {
    Pass pass = new Pass(1, 1, Rounding.RIGOROUS, true, 10);
    double[][] zero = new double[4][2];
    int[] shape = {1, 4};
    Enclosure x =
        new Enclosure(
            pass, shape, zero, new double[4][1], (b, needed) -> Rows.none(1, 4), Ball.of(zero, 1));
    Enclosure cut = new ElementwiseRule(shape, PiecewiseLinear.RELU).apply(List.of(x));
    Enclosure largest =
        new MaximumRule(new int[] {1, 2}, new int[][] {{0, 1}, {2, 3}}, 1).apply(List.of(cut));
    assertThat(pass.generators(0)).isZero();
    assertThat(largest.affine()[0][0]).isZero();
    assertThat(largest.deviation(0, 0)).isZero();
  }

  @Test
  void product_everyTerm_isNeeded() {
    ProductRule rule = new ProductRule(new int[] {1}, new int[] {0}, new int[] {0});
    Exact product = operands -> new BigDecimal[] {operands[0][0].multiply(operands[1][0])};
    double[][] cases = {
      // Centres, slopes and radii of both: rounding, deviations, and errors of either and of both.
      {0.1, 0, 0, 0.3, 0, 0},
      {1, 0.5, 0, 1, 0.25, 0},
      {1, 0, 0.5, 1, 0, 0},
      {1, 0, 0, 1, 0, 0.5},
      {0, 0, 0.5, 0, 0, 0.5},
      {1, 0.5, 0, 0, 0, 0.5},
      {0, 0, 0.5, 1, 0.5, 0},
      {0x1p-600, 0, 0, 0x1p-600, 0, 0}
    };
    for (double[] c : cases) {
      Pass pass = pass();
      holds(
          rule,
          product,
          value(pass, new double[] {c[0]}, new double[] {c[1]}, new double[] {c[2]}),
          value(pass, new double[] {c[3]}, new double[] {c[4]}, new double[] {c[5]}));
    }
  }

  /** Numbers below the last place of others. */
  private static double[] below(double[] centres) {
    return Arrays.stream(centres).map(c -> Math.ulp(c) * RANDOM.nextDouble(-0.5, 0.5)).toArray();
  }

  @Test
  void secondNumbers_areKeptOrInTheRemainder() {
    double[][] matrix = {numbers(3), numbers(3)};
    double[] bias = numbers(2);
    SparseRule.Terms terms =
        new SparseRule.Terms(new int[2], new int[] {0, 2}, new double[] {0.3, -1}, 0.7, 0);
    SparseRule sparse =
        new SparseRule(new int[] {1}, new int[] {3}, new SparseRule.Terms[] {terms}, 0);
    MaximumRule maximum = new MaximumRule(new int[] {1}, new int[][] {{0, 1, 2}}, 1);
    double slope = 0.1;
    BigDecimal tenth = new BigDecimal(slope);
    for (int i = 0; i < 100; i++) {
      double[] c = numbers(3);
      double[] low = below(c);
      double[] s = i % 2 == 0 ? new double[3] : numbers(3);
      Enclosure x = value(c, low, s);
      holds(dense(Weights.exact(matrix, bias)), affine(matrix, bias), x);
      holds(sparse, affine(new double[][] {{0.3, 0, -1}}, new double[] {0.7}), x);
      holds(maximum, o -> new BigDecimal[] {o[0][0].max(o[0][1]).max(o[0][2])}, x);
      holds(
          new ElementwiseRule(new int[] {3}, PiecewiseLinear.leaky(slope)),
          each(z -> z.signum() < 0 ? z.multiply(tenth) : z),
          x);
      Enclosure rounded = x.rounded();
      for (int n = 0; n < 3; n++) {
        assertThat(rounded.low(n, 0)).isZero();
        assertThat(rounded.remainder().at(n, 0)).isGreaterThanOrEqualTo(Math.abs(low[n]));
      }
    }
  }

  /** Neither a layer nor a sum loses what is below a centre's last place. */
  @Test
  void centres_ofExactWeights_areGoodToTwiceThePrecision() {
    double[][] matrix = {numbers(40)};
    double[] c = numbers(40);
    Enclosure x = value(c, below(c), new double[40]);
    assertThat(error(dense(Weights.exact(matrix, numbers(1))), x)).isLessThan(1e-24);
    SparseRule.Terms terms =
        new SparseRule.Terms(new int[40], IntStream.range(0, 40).toArray(), matrix[0], 0.7, 0);
    assertThat(
            error(
                new SparseRule(new int[] {1}, new int[] {40}, new SparseRule.Terms[] {terms}, 0),
                x))
        .isLessThan(1e-28);
  }

  @Test
  void corners_parts_holdTheirPoints() {
    for (int i = 0; i < 200; i++) {
      // Of other sizes, so that differences round.
      double a = RANDOM.nextDouble(-1, 1);
      double[] p = {RANDOM.nextDouble(-1, 1) * 0x1p-30, RANDOM.nextDouble(-1, 1) * 0x1p40};
      double[][] middle = {{RANDOM.nextInt(1 << 30) * 0x1p-30, RANDOM.nextInt(1 << 30) * 0x1p-30}};
      double[][] width = {i % 2 == 0 ? new double[2] : new double[] {0x1p-6, 0x1p-3}};
      Corners corners =
          new Corners(List.of(new double[] {a}, new double[] {p[0]}, new double[] {p[1]}), 1);
      Pass pass = new Pass(1, 2, Rounding.RIGOROUS, false, 0);
      Enclosure x = corners.parts(pass, new int[] {1}, middle, width, false);
      for (int first = -1; first <= 1; first++) {
        for (int second = -1; second <= 1; second++) {
          int[] tau = {first, second};
          BigDecimal exact = new BigDecimal(a);
          BigDecimal form = new BigDecimal(x.affine()[0][0]).add(new BigDecimal(x.low(0, 0)));
          for (int j = 0; j < 2; j++) {
            BigDecimal t =
                new BigDecimal(middle[0][j]).add(new BigDecimal(width[0][j] / 2 * tau[j]));
            exact = exact.add(t.multiply(new BigDecimal(p[j]).subtract(new BigDecimal(a))));
            form =
                form.add(new BigDecimal(x.affine()[0][1 + j]).multiply(BigDecimal.valueOf(tau[j])));
          }
          assertThat(exact.subtract(form).abs())
              .isLessThanOrEqualTo(new BigDecimal(x.remainder().at(0, 0)));
        }
      }
    }
  }

  @Test
  void corners_ofPixels_haveNoError() {
    Corners corners = new Corners(List.of(new double[] {17}, new double[] {254}), 1);
    Enclosure x =
        corners.parts(
            new Pass(1, 1, Rounding.RIGOROUS, false, 0),
            new int[] {1},
            new double[][] {{0.3125}},
            new double[][] {{0x1p-10}},
            false);
    assertThat(x.affine()[0]).containsExactly(17 + 0.3125 * 237, 237 * 0x1p-11);
    assertThat(x.remainder().at(0, 0)).isLessThan(1e-290);
  }
}
