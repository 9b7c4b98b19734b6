package io.separatrix.proof.enclosure;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One segment or triangle through a network, from which the margins of parts of it are enclosed.
 * Serves several threads.
 */
public final class Passage {

  private static final Margin GIVEN_UP =
      new Margin(Double.NEGATIVE_INFINITY, Double.NaN, Double.NaN, -1);

  private final Program program;
  private final Carrying carrying;
  private final List<Compiler.Step> steps;
  private final int[] readers;
  private final Corners corners;

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
   * @param remainder what the remainder takes off the bound; of a part of no width, all that the
   *     margin may be off the centre
   * @param generators generator rows at the end; -1 if it was given up because they were too many
   */
  public record Margin(double bound, double centre, double remainder, int generators) {

    /** Whether the part is too wide for the generators that may be held. */
    public boolean givenUp() {
      return generators < 0;
    }
  }

  private Passage(Program program, Carrying carrying, int label, List<double[]> corners) {
    this.program = program;
    this.carrying = carrying;
    this.steps = program.against(label);
    this.readers = Program.readers(steps);
    this.corners = new Corners(corners, program.dimension());
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
    return new Passage(program, carrying, label, List.of(a, b));
  }

  /**
   * The triangle of three points, {@code a + u (b - a) + v (c - a)} with {@code u, v >= 0} and
   * {@code u + v <= 1}; its parts are {@link Square}s of the plane of u and v.
   *
   * @param a length d; not modified
   * @param b length d; not modified
   * @param c length d; not modified
   * @param label the class whose margin is bounded
   */
  public static Passage across(
      Program program, Carrying carrying, double[] a, double[] b, double[] c, int label) {
    return new Passage(program, carrying, label, List.of(a, b, c));
  }

  /** Bounds of the margin on each part. */
  public List<Margin> margins(List<Part> parts) {
    double[][] middle = new double[parts.size()][];
    double[][] width = new double[parts.size()][];
    for (int b = 0; b < middle.length; b++) {
      middle[b] = new double[] {parts.get(b).middle()};
      width[b] = new double[] {parts.get(b).width()};
    }
    return margins(middle, width);
  }

  /** Bounds of the margin on each square of a triangle's plane. */
  public List<Margin> marginsOn(List<Square> squares) {
    double[][] middle = new double[squares.size()][];
    double[][] width = new double[squares.size()][];
    for (int b = 0; b < middle.length; b++) {
      Square square = squares.get(b);
      middle[b] = new double[] {square.middleU(), square.middleV()};
      width[b] = new double[] {square.width(), square.width()};
    }
    return margins(middle, width);
  }

  /** Bounds of the margin at one point of a triangle's plane, u and v dyadic. */
  public Margin marginAt(double u, double v) {
    return margins(new double[][] {{u, v}}, new double[1][2]).get(0);
  }

  /** Bounds of the margin at points of the segment, dyadic t in [0, 1]. */
  public List<Margin> marginsAt(double[] t) {
    double[][] middle = new double[t.length][];
    for (int b = 0; b < middle.length; b++) {
      middle[b] = new double[] {t[b]};
    }
    return margins(middle, new double[t.length][1]);
  }

  private List<Margin> margins(double[][] middle, double[][] width) {
    Pass pass = pass(middle.length);
    Enclosure last = differences(pass, middle, width);
    return last == null
        ? Collections.nCopies(middle.length, GIVEN_UP)
        : margins(last.settled(), pass);
  }

  private Pass pass(int parts) {
    return new Pass(
        parts,
        corners.directions(),
        program.rounding(),
        carrying.generators(),
        carrying.mostGenerators());
  }

  /** The differences {@code f_label - f_j} with all their rows. */
  Enclosure differences(double[][] middle, double[][] width) {
    return Objects.requireNonNull(differences(pass(middle.length), middle, width)).settled();
  }

  /**
   * The differences {@code f_label - f_j}; null if all parts were given up.
   *
   * @param middle for each part the middle in [0, 1], in each direction
   * @param width for each part the width, a power of two or 0, in each direction
   */
  private @Nullable Enclosure differences(Pass pass, double[][] middle, double[][] width) {
    Enclosure image = corners.parts(pass, program.inputShape(), middle, width, carrying.ball());
    @Nullable Enclosure[] values = new Enclosure[steps.size()];
    int[] left = readers.clone();
    for (int i = 0; i < values.length && !pass.over(); i++) {
      values[i] = applied(i, values, image);
      for (int operand : steps.get(i).operands()) {
        if (operand >= 0 && --left[operand] == 0) {
          values[operand] = null;
        }
      }
    }
    return values[values.length - 1];
  }

  private Enclosure applied(int step, @Nullable Enclosure[] values, Enclosure image) {
    List<Enclosure> operands = new ArrayList<>();
    Rule rule = steps.get(step).rule();
    for (int o : steps.get(step).operands()) {
      Enclosure operand = o < 0 ? image : values[o];
      if (operand == null) {
        throw new IllegalStateException("a step runs before what it reads");
      }
      operands.add(rule.takesLow() ? operand : operand.rounded());
    }
    Enclosure result = rule.apply(operands);
    return readers[step] > 1 ? result.settled() : result;
  }

  /** The smallest of {@code c - |s| - sum |g| - |e|} over the other classes, rounded down. */
  private static List<Margin> margins(Enclosure last, Pass pass) {
    Enclosure differences = last.rounded();
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
        // A point has no slope: a chord that its second numbers or rounding make is no more than e.
        double chords = differences.slopes(n, b) == 0 ? differences.deviation(n, b) : 0;
        remainder = Math.max(remainder, (e + chords) * (1 + 0x1p-50));
      }
      boolean known = !Double.isNaN(bound);
      margins.add(
          pass.abandoned(b)
              ? GIVEN_UP
              : new Margin(
                  known ? bound : Double.NEGATIVE_INFINITY, centre, remainder, pass.generators(b)));
    }
    return margins;
  }
}
