package io.separatrix.proof.enclosure;

import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A function of one number at each neuron.
 *
 * <p>Rule: with a chord (lambda, m, h) of f over the range of {@code z = c + s tau + g eps}, the
 * result is {@code lambda (c + c') + m, lambda s, lambda g}, and h is a new generator or joins the
 * remainder; e becomes at most Lip(f) |e|. Proof: {@code f(z + e) = lambda z + m + [-h, h] + (f(z +
 * e) - f(z))}. Where remainders hold chords' errors, the chord may be taken over the range of z + e
 * instead, so that e becomes lambda e; the smaller of the two counts.
 */
final class ElementwiseRule implements Rule {

  private final int[] shape;
  private final IntFunction<Scalar> functions;
  private final boolean curved;
  private final @Nullable Scalar everywhere;

  /** The same function at each neuron. */
  ElementwiseRule(int[] shape, Scalar function) {
    this(shape, neuron -> function, function);
  }

  /**
   * @param functions the function of each neuron
   */
  ElementwiseRule(int[] shape, IntFunction<Scalar> functions) {
    this(shape, functions, null);
  }

  private ElementwiseRule(int[] shape, IntFunction<Scalar> functions, @Nullable Scalar everywhere) {
    this.everywhere = everywhere;
    this.shape = shape;
    this.functions = functions;
    this.curved = !(functions.apply(0) instanceof PiecewiseLinear);
  }

  /** Whether this is the function of each neuron. */
  boolean isEverywhere(Scalar function) {
    return everywhere == function;
  }

  @Override
  public boolean curved() {
    return curved;
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
    return new Application(operands.get(0)).run();
  }

  /**
   * One application: the chords of all neurons, interval by interval. What they need of a neuron is
   * laid out by intervals first and what they make of it brought back at the end: row by row it is
   * strewn over the memory.
   */
  private final class Application {
    private final Enclosure x;
    private final Pass pass;
    private final int batch;
    private final double[][] centres;
    private final double[][] slopes;
    private final double[][] deviations;
    private final double[][] remainders;
    private final double[][] chordSlopes;
    private final double[][] chordMiddles;
    private final double[][] factors;
    private final double[][] injections;
    private final double[][] spreads;
    private final Scalar.Chord chord = new Scalar.Chord();
    private final Scalar.Chord other = new Scalar.Chord();

    Application(Enclosure x) {
      this.x = x;
      this.pass = x.pass();
      this.batch = pass.intervals();
      int neurons = x.neurons();
      this.centres = new double[batch][neurons];
      this.slopes = new double[batch][neurons];
      this.deviations = new double[batch][neurons];
      this.remainders = new double[batch][neurons];
      for (int n = 0; n < neurons; n++) {
        for (int b = 0; b < batch; b++) {
          centres[b][n] = x.affine()[n][b];
          slopes[b][n] = x.slopes(n, b);
          deviations[b][n] = x.deviation(n, b);
          remainders[b][n] = x.remainder().at(n, b);
        }
      }
      this.chordSlopes = new double[batch][neurons];
      this.chordMiddles = new double[batch][neurons];
      this.factors = new double[batch][neurons];
      this.injections = new double[batch][neurons];
      this.spreads = new double[pass.generators() ? batch : 0][neurons];
    }

    Enclosure run() {
      @Nullable Rows[] rows = new Rows[batch];
      for (int b = 0; b < batch; b++) {
        if (pass.generators()) {
          rows[b] = withRows(b);
        } else {
          for (int n = 0; n < x.neurons(); n++) {
            take(n, b, deviations[b][n]);
            injections[b][n] += chord.half;
          }
        }
      }
      return new Enclosure(
          pass,
          shape,
          affine(),
          lows(),
          pass.generators() ? byNeuron(spreads) : null,
          pass.generators() ? (b, needed) -> java.util.Objects.requireNonNull(rows[b]) : null,
          x.remainder().scaled(byNeuron(factors), byNeuron(injections)));
    }

    private double[][] affine() {
      double[][] affine = new double[x.neurons()][pass.lanes()];
      for (int n = 0; n < affine.length; n++) {
        double[] from = x.affine()[n];
        double[] to = affine[n];
        for (int lane = 0; lane < to.length; lane++) {
          to[lane] = chordSlopes[lane % batch][n] * from[lane];
        }
        for (int b = 0; b < batch; b++) {
          to[b] += chordMiddles[b][n];
        }
      }
      return affine;
    }

    /** A chord sends the second number of a centre through its slope; its middle is the first's. */
    private double @Nullable [][] lows() {
      if (!x.hasLow()) {
        return null;
      }
      double[][] lows = new double[x.neurons()][batch];
      for (int n = 0; n < lows.length; n++) {
        for (int b = 0; b < batch; b++) {
          lows[n][b] = chordSlopes[b][n] * x.low(n, b);
        }
      }
      return lows;
    }

    private double[][] byNeuron(double[][] byInterval) {
      double[][] rows = new double[x.neurons()][batch];
      for (int n = 0; n < rows.length; n++) {
        for (int b = 0; b < batch; b++) {
          rows[n][b] = byInterval[b][n];
        }
      }
      return rows;
    }

    /** The lower end of a range; what does not vary is known exactly. */
    private static double low(double centre, double deviation) {
      return deviation == 0 ? centre : Math.nextDown(centre - deviation);
    }

    /** Chooses the chord of a neuron. */
    private void take(int n, int b, double deviation) {
      double centre = centres[b][n];
      double low = low(centre, deviation);
      double high = -low(-centre, deviation);
      Scalar f = functions.apply(n);
      if (deviation < Double.POSITIVE_INFINITY) {
        f.chord(low, high, chord);
      } else {
        // Nothing is known, and nothing must look as if it were: NaN stays NaN to the margins.
        chord.set(Double.NaN, Double.NaN, Double.NaN);
      }
      double r = remainders[b][n];
      double factor = r == 0 ? 0 : f.lipschitz(Math.nextDown(low - r), Math.nextUp(high + r));
      if (!pass.generators() && r > 0) {
        f.chord(Math.nextDown(low - r), Math.nextUp(high + r), other);
        if (other.half + Math.abs(other.slope) * r < chord.half + factor * r) {
          chord.set(other.slope, other.middle, other.half);
          factor = Math.abs(other.slope);
        }
      }
      factors[b][n] = factor;
      double slope = chord.slope;
      chordSlopes[b][n] = slope;
      chordMiddles[b][n] = chord.middle;
      boolean exact = (slope == 0 || slope == 1) && (chord.middle == 0 || slope == 0);
      if (!exact) {
        double size = Math.abs(slope) * (Math.abs(centre) + deviation) + Math.abs(chord.middle);
        injections[b][n] = pass.rounding().gamma(3) * size + pass.rounding().tiny();
      }
    }

    /** The same with generators: exact rows where they may matter, and a new one at each chord. */
    private Rows withRows(int b) {
      boolean[] needed = new boolean[x.neurons()];
      for (int n = 0; n < needed.length; n++) {
        double low = low(centres[b][n], deviations[b][n]);
        double high = -low(-centres[b][n], deviations[b][n]);
        needed[n] = !functions.apply(n).constant(low, high);
      }
      Rows rows = x.rows(b, needed);
      int pixels = x.pixels();
      int channels = x.channels();
      double[] sums = new double[x.neurons()];
      double[] halves = new double[x.neurons()];
      for (int p = 0; p < pixels; p++) {
        double above = pass.rounding().above(rows.ids()[p].length + pass.slopes() + 1);
        for (int c = 0; c < channels; c++) {
          int n = c * pixels + p;
          sums[n] = Rows.absolute(rows.values()[p][c]);
          double exact = (slopes[b][n] + sums[n] + Math.abs(x.low(n, b))) * above;
          take(n, b, needed[n] ? exact : deviations[b][n]);
          halves[n] = pass.abandoned(b) ? 0 : chord.half;
        }
      }
      ChordRows chords = new ChordRows(rows, channels, chordSlopes[b], halves, pass, b);
      if (chords.tooMany()) {
        pass.abandon(b);
        return Rows.none(channels, pixels);
      }
      for (int n = 0; n < halves.length; n++) {
        // Four roundings more: of a coefficient, and of the product and the sum here.
        spreads[b][n] =
            (Math.abs(chordSlopes[b][n]) * sums[n] + halves[n])
                * pass.rounding().above(chords.reach(n % pixels) + 4);
      }
      return chords.rows();
    }
  }
}
