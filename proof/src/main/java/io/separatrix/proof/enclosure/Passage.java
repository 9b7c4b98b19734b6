package io.separatrix.proof.enclosure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One segment or triangle through a network, from which the margins of parts of it are enclosed.
 * What is affine in the image is computed once for all parts. Serves several threads.
 */
public final class Passage {

  private final Program program;
  private final Carrying carrying;
  private final List<Compiler.Step> steps;
  private final int[] readers;
  private final @Nullable Enclosure[] affine;
  private final Enclosure input;

  /**
   * How errors are carried.
   *
   * @param generators whether a chord's error becomes a generator row, or part of the remainder
   * @param ball whether the remainder is one L2 ball, or a radius for each neuron
   * @param mostGenerators an interval with more rows is given up
   */
  public record Carrying(boolean generators, boolean ball, int mostGenerators) {}

  /**
   * Lower bounds of the margin {@code f_label - max_j f_j}, and what they are made of.
   *
   * @param bound on the whole part; negative infinity if it was given up
   * @param centre at the middle of the part
   * @param remainder what the remainder takes off the bound
   * @param generators generator rows at the end
   */
  public record Margin(double bound, double centre, double remainder, int generators) {}

  private Passage(Program program, Carrying carrying, List<Compiler.Step> steps, Enclosure input) {
    this.program = program;
    this.carrying = carrying;
    this.steps = steps;
    this.readers = Program.readers(steps);
    this.input = input;
    this.affine = new Enclosure[steps.size()];
    boolean[] prefix = Program.prefix(steps);
    for (int i = 0; i < affine.length; i++) {
      if (prefix[i]) {
        affine[i] = apply(i, affine);
      }
    }
    boolean[] read = new boolean[affine.length];
    for (int i = 0; i < affine.length; i++) {
      if (!prefix[i]) {
        Arrays.stream(steps.get(i).operands()).filter(o -> o >= 0).forEach(o -> read[o] = true);
      }
    }
    for (int i = 0; i < affine.length - 1; i++) {
      affine[i] = read[i] ? affine[i] : null;
    }
  }

  /**
   * The segment from a to b.
   *
   * @param a length d; not modified
   * @param b length d; not modified
   * @param label the class whose margin is bounded
   */
  public static Passage along(
      Program program, Carrying carrying, double[] a, double[] b, int label) {
    return new Passage(program, carrying, program.against(label), segment(program, carrying, a, b));
  }

  /**
   * {@code x = (a + b)/2 + (b - a)/2 tau}. Computed, the middle meets two roundings of at most |a|
   * + |b|, the slope one; halving is exact.
   */
  static Enclosure segment(Program program, Carrying carrying, double[] a, double[] b) {
    if (a.length != program.dimension() || b.length != program.dimension()) {
      throw new IllegalArgumentException(
          "expected points of "
              + program.dimension()
              + " numbers, found "
              + a.length
              + " and "
              + b.length);
    }
    Rounding rounding = program.rounding();
    Pass pass = new Pass(1, 1, rounding, carrying.generators(), carrying.mostGenerators());
    double[][] values = new double[a.length][];
    double[][] injection = new double[a.length][];
    for (int i = 0; i < values.length; i++) {
      values[i] = new double[] {a[i] / 2 + b[i] / 2, b[i] / 2 - a[i] / 2};
      double size = Math.abs(a[i]) + Math.abs(b[i]);
      injection[i] = new double[] {rounding.gamma(2) * size + rounding.tiny()};
    }
    Remainder remainder = carrying.ball() ? Ball.of(injection, 1) : new Radii(injection);
    return new Enclosure(pass, program.inputShape(), values, null, null, remainder);
  }

  /**
   * The triangle of three points, {@code a + u (b - a) + v (c - a)} with u, v >= 0 and u + v <= 1;
   * its parts are {@link Square}s of the plane of u and v.
   *
   * @param a length d; not modified
   * @param b length d; not modified
   * @param c length d; not modified
   * @param label the class whose margin is bounded
   */
  public static Passage across(
      Program program, Carrying carrying, double[] a, double[] b, double[] c, int label) {
    return new Passage(
        program, carrying, program.against(label), plane(program, carrying, a, b, c));
  }

  /**
   * {@code x = (b + c)/2 + (b - a)/2 tau + (c - a)/2 tau'}, where u = (1 + tau)/2 and v = (1 +
   * tau')/2. Computed, each of the three is off by one rounding of at most half of its operands'
   * sizes, together u (|a| + |b| + |c|); halving is exact.
   */
  static Enclosure plane(Program program, Carrying carrying, double[] a, double[] b, double[] c) {
    for (double[] corner : List.of(a, b, c)) {
      if (corner.length != program.dimension()) {
        throw new IllegalArgumentException(
            "expected points of " + program.dimension() + " numbers, found " + corner.length);
      }
    }
    Rounding rounding = program.rounding();
    Pass pass = new Pass(1, 2, rounding, carrying.generators(), carrying.mostGenerators());
    double[][] values = new double[a.length][];
    double[][] injection = new double[a.length][];
    for (int i = 0; i < values.length; i++) {
      values[i] = new double[] {b[i] / 2 + c[i] / 2, b[i] / 2 - a[i] / 2, c[i] / 2 - a[i] / 2};
      double size = Math.abs(a[i]) + Math.abs(b[i]) + Math.abs(c[i]);
      injection[i] = new double[] {rounding.gamma(2) * size + rounding.tiny()};
    }
    Remainder remainder = carrying.ball() ? Ball.of(injection, 1) : new Radii(injection);
    return new Enclosure(pass, program.inputShape(), values, null, null, remainder);
  }

  private Enclosure operand(int step, @Nullable Enclosure[] values) {
    Enclosure value = step < 0 ? input : values[step];
    if (value == null) {
      throw new IllegalStateException("a step runs before what it reads");
    }
    return value;
  }

  private Enclosure apply(int step, @Nullable Enclosure[] values) {
    List<Enclosure> operands = new ArrayList<>();
    for (int operand : steps.get(step).operands()) {
      operands.add(operand(operand, values));
    }
    Enclosure result = steps.get(step).rule().apply(operands);
    return readers[step] > 1 ? result.settled() : result;
  }

  /** Bounds of the margin on each part. */
  public List<Margin> margins(List<Part> parts) {
    double[][] middle = new double[parts.size()][];
    double[][] half = new double[parts.size()][];
    for (int b = 0; b < middle.length; b++) {
      middle[b] = new double[] {2 * parts.get(b).middle() - 1};
      half[b] = new double[] {parts.get(b).width()};
    }
    return margins(middle, half);
  }

  /** Bounds of the margin on each square of a triangle's plane. */
  public List<Margin> marginsOn(List<Square> squares) {
    double[][] middle = new double[squares.size()][];
    double[][] half = new double[squares.size()][];
    for (int b = 0; b < middle.length; b++) {
      Square square = squares.get(b);
      middle[b] = new double[] {2 * square.middleU() - 1, 2 * square.middleV() - 1};
      half[b] = new double[] {square.width(), square.width()};
    }
    return margins(middle, half);
  }

  /** Bounds of the margin at one point of a triangle's plane, u and v dyadic. */
  public Margin marginAt(double u, double v) {
    return margins(new double[][] {{2 * u - 1, 2 * v - 1}}, new double[1][2]).get(0);
  }

  /** Bounds of the margin at points of the segment, dyadic t in [0, 1]. */
  public List<Margin> marginsAt(double[] t) {
    double[][] middle = new double[t.length][];
    for (int b = 0; b < middle.length; b++) {
      middle[b] = new double[] {2 * t[b] - 1};
    }
    return margins(middle, new double[t.length][1]);
  }

  private List<Margin> margins(double[][] middle, double[][] half) {
    Enclosure last = differences(middle, half);
    return margins(last, last.pass());
  }

  /**
   * The differences {@code f_label - f_j}.
   *
   * @param middle for each part the middle in [-1, 1]
   * @param half for each part the half-width, a power of two or 0
   */
  Enclosure differences(double[][] middle, double[][] half) {
    Pass pass =
        new Pass(
            middle.length,
            input.pass().slopes(),
            program.rounding(),
            carrying.generators(),
            carrying.mostGenerators());
    @Nullable Enclosure[] values = new Enclosure[steps.size()];
    Enclosure image = null;
    int[] left = readers.clone();
    for (int i = 0; i < values.length; i++) {
      Enclosure known = affine[i];
      if (known != null) {
        values[i] = known.restricted(pass, middle, half);
      } else if (Arrays.stream(steps.get(i).operands()).anyMatch(o -> o < 0)) {
        image = image == null ? input.restricted(pass, middle, half) : image;
        values[i] = applied(i, values, image);
      } else if (Arrays.stream(steps.get(i).operands()).noneMatch(o -> values[o] == null)) {
        values[i] = applied(i, values, input);
      }
      for (int operand : steps.get(i).operands()) {
        if (operand >= 0 && --left[operand] == 0) {
          values[operand] = null;
        }
      }
    }
    Enclosure last = values[values.length - 1];
    if (last == null) {
      throw new IllegalStateException("the last step has no value");
    }
    return last;
  }

  private Enclosure applied(int step, @Nullable Enclosure[] values, Enclosure image) {
    List<Enclosure> operands = new ArrayList<>();
    for (int o : steps.get(step).operands()) {
      operands.add(o < 0 ? image : operand(o, values));
    }
    Enclosure result = steps.get(step).rule().apply(operands);
    return readers[step] > 1 ? result.settled() : result;
  }

  /** The smallest of {@code c - |s| - sum |g| - |e|} over the other classes, rounded down. */
  private static List<Margin> margins(Enclosure last, Pass pass) {
    Enclosure differences = last.settled();
    List<Margin> margins = new ArrayList<>();
    for (int b = 0; b < pass.intervals(); b++) {
      double bound = Double.POSITIVE_INFINITY;
      double centre = Double.POSITIVE_INFINITY;
      double remainder = 0;
      for (int n = 0; n < differences.neurons(); n++) {
        double c = differences.affine()[n][b];
        double e = differences.remainder().at(n, b);
        double below = c - (differences.deviation(n, b) + e) * (1 + 0x1p-50);
        bound =
            Math.min(bound, pass.rounding() == Rounding.RIGOROUS ? Math.nextDown(below) : below);
        centre = Math.min(centre, c);
        remainder = Math.max(remainder, e);
      }
      boolean lost = pass.abandoned(b) || Double.isNaN(bound);
      margins.add(
          new Margin(
              lost ? Double.NEGATIVE_INFINITY : bound, centre, remainder, pass.generators(b)));
    }
    return margins;
  }
}
