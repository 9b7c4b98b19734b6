package io.separatrix.proof.enclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.apache.commons.numbers.gamma.Erf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Chords against dense samples. */
class ScalarTest {

  private static final int SAMPLES = 33;

  static Stream<Arguments> functions() {
    return Stream.of(
        function("relu", PiecewiseLinear.RELU, z -> Math.max(z, 0), -5),
        function("leaky", PiecewiseLinear.leaky(0.1), z -> z > 0 ? z : 0.1 * z, -5),
        function("steep", PiecewiseLinear.leaky(3), z -> z > 0 ? z : 3 * z, -5),
        function("clip", PiecewiseLinear.clip(-1, 2), z -> Math.min(Math.max(z, -1), 2), -5),
        function("floor", PiecewiseLinear.clip(0.3, 1e300 * 1e10), z -> Math.max(z, 0.3), -5),
        function("cap", PiecewiseLinear.clip(-1e300 * 1e10, 0.3), z -> Math.min(z, 0.3), -5),
        function("exp", SmoothFunctions.EXP, Math::exp, -5),
        function("softplus", SmoothFunctions.SOFTPLUS, z -> Math.log(1 + Math.exp(z)), -5),
        function("sqrt", SmoothFunctions.SQRT, Math::sqrt, 0.01),
        function("square", SmoothFunctions.power(2), z -> z * z, -5),
        function("power", SmoothFunctions.power(-0.75), z -> Math.pow(z, -0.75), 0.1),
        function("root", SmoothFunctions.power(0.3), z -> Math.pow(z, 0.3), 0.01),
        function("reciprocal", SmoothFunctions.RECIPROCAL, z -> 1 / z, 0.1),
        function("sigmoid", SmoothFunctions.SIGMOID, z -> 1 / (1 + Math.exp(-z)), -5),
        function("tanh", SmoothFunctions.TANH, Math::tanh, -5),
        function("erf", SmoothFunctions.ERF, Erf::value, -5),
        function("silu", SmoothFunctions.SILU, z -> z / (1 + Math.exp(-z)), -5),
        function("elu", new ExponentialLinear(1, 0.7, 1), z -> exponential(z, 1, 0.7, 1), -5),
        function("steepElu", new ExponentialLinear(1, 3, 1), z -> exponential(z, 1, 3, 1), -5),
        function("celu", new ExponentialLinear(1, 2, 2), z -> exponential(z, 1, 2, 2), -5),
        function(
            "selu", new ExponentialLinear(1.05, 1.76, 1), z -> exponential(z, 1.05, 1.76, 1), -5),
        function(
            "geluByTanh",
            SmoothFunctions.GELU_BY_TANH,
            z -> z / 2 * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (z + 0.044715 * z * z * z))),
            -5),
        function(
            "gelu", SmoothFunctions.GELU, z -> z * (0.5 + 0.5 * Erf.value(z / Math.sqrt(2))), -5));
  }

  private static double exponential(double z, double gain, double depth, double width) {
    return z > 0 ? gain * z : depth * (Math.exp(z / width) - 1);
  }

  private static Arguments function(String name, Scalar f, DoubleUnaryOperator value, double low) {
    return Arguments.of(name, f, value, low);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("functions")
  void chord_randomIntervals_holdsTheFunctionAndItsSlope(
      String name, Scalar f, DoubleUnaryOperator value, double low) {
    SplittableRandom random = new SplittableRandom(3);
    Scalar.Chord chord = new Scalar.Chord();
    for (int i = 0; i < 2000; i++) {
      double width = Math.pow(10, random.nextDouble(-4, 1));
      double l = random.nextDouble(low, 5);
      double u = l + width;
      f.chord(l, u, chord);
      double lipschitz = f.lipschitz(l, u);
      double before = value.applyAsDouble(l);
      for (int k = 0; k <= SAMPLES; k++) {
        double z = Math.min(u, l + width * k / SAMPLES);
        double at = value.applyAsDouble(z);
        double tolerance = 1e-12 * (1 + Math.abs(at) + Math.abs(chord.slope * z));
        assertThat(Math.abs(at - chord.slope * z - chord.middle))
            .as("%s on [%s, %s] at %s", name, l, u, z)
            .isLessThanOrEqualTo(chord.half + tolerance);
        assertThat(Math.abs(at - before))
            .isLessThanOrEqualTo(lipschitz * width / SAMPLES * (1 + 1e-9) + tolerance);
        before = at;
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("functions")
  void chord_narrowInterval_isClose(String name, Scalar f, DoubleUnaryOperator value, double low) {
    Scalar.Chord chord = new Scalar.Chord();
    f.chord(1.5, 1.5 + 1e-4, chord);
    assertThat(chord.half).as(name).isLessThan(1e-8);
    assertThat(f.constant(1.5, 1.6)).isEqualTo(name.equals("cap"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("functions")
  void chord_outsideTheDomain_knowsNothing(
      String name, Scalar f, DoubleUnaryOperator value, double low) {
    Scalar.Chord chord = new Scalar.Chord();
    f.chord(-1, 1, chord);
    assertThat(chord.half == Double.POSITIVE_INFINITY).as(name).isEqualTo(low > 0);
  }
}
