package io.separatrix.report.paper;

import io.separatrix.experiment.Numbers;
import io.separatrix.geometry.Interval;
import org.jspecify.annotations.Nullable;

/**
 * A claim of a paper, with the number of a run that bears on it.
 *
 * @param paper whose claim it is
 * @param id short and stable: {@code convexity-2}
 * @param section id of the report's section that has the details
 * @param source figure, table or section of the paper
 * @param statement the claim, one sentence
 * @param quantity what is measured
 * @param reported the paper's number; null if it shows a curve or a picture
 * @param neutral the value that would mean no effect
 * @param above whether the claimed effect lies above that value
 * @param measured the run's number; its interval is about other items of the same kind, its count
 *     that of the items
 * @param unit of the numbers
 */
public record Claim(
    Paper paper,
    String id,
    String section,
    String source,
    String statement,
    String quantity,
    @Nullable Reported reported,
    double neutral,
    boolean above,
    Interval measured,
    Unit unit) {

  /** A claim of the paper that this toolkit reproduces. */
  Claim(
      String id,
      String section,
      String source,
      String statement,
      String quantity,
      @Nullable Reported reported,
      double neutral,
      boolean above,
      Interval measured,
      Unit unit) {
    this(
        Paper.REGIONS,
        id,
        section,
        source,
        statement,
        quantity,
        reported,
        neutral,
        above,
        measured,
        unit);
  }

  /** Beyond so many items a number that would do is none. */
  private static final double MOST = 1e9;

  /** How numbers are shown. */
  public enum Unit {
    PERCENT {
      @Override
      String shown(double value) {
        return Numbers.percent(value);
      }
    },
    NUMBER {
      @Override
      String shown(double value) {
        return Numbers.shown(value);
      }
    };

    abstract String shown(double value);
  }

  /**
   * The verdict. With e the distance from the neutral value on the claimed side and P that of the
   * paper's number less its precision, where it prints one: {@code AGREES} if e &gt;= P (e &gt; 0
   * without a number) on the whole 95 % interval; {@code WEAKER} if 0 &lt; e &lt; P on all of it;
   * {@code DISAGREES} if e &lt;= 0 on all of it, or if it holds e = 0 and e &lt; P / 2 on all of
   * it; {@code CANNOT_TELL} else, and for a number that is not finite. A claim about all is refuted
   * by an estimate below it, however near the interval comes.
   */
  public Agreement verdict() {
    double near = near();
    double far = far();
    if (Double.isNaN(near) || Double.isNaN(far)) {
      return Agreement.CANNOT_TELL;
    }
    if (far <= 0) {
      return Agreement.DISAGREES;
    }
    if (reported == null) {
      return near > 0 ? Agreement.AGREES : Agreement.CANNOT_TELL;
    }
    double paper = target();
    if (near > 0 && near >= paper && !excepted()) {
      return Agreement.AGREES;
    }
    if (near > 0 && (far < paper || excepted())) {
      return Agreement.WEAKER;
    }
    return near <= 0 && far < paper / 2 ? Agreement.DISAGREES : Agreement.CANNOT_TELL;
  }

  /**
   * How many items would let the sample tell, if the estimate stayed where it is and the interval
   * narrowed as it does: with the square root of their number, and of a share of 0 or 1 with the
   * number. 0 if the verdict stands, or if no number would.
   */
  public long needed() {
    if (verdict() != Agreement.CANNOT_TELL || measured.count() == 0) {
      return 0;
    }
    double estimate = effect(measured.estimate());
    double factor = near() <= 0 ? factor(estimate, 0) : 1;
    double paper = target();
    if (reported != null && !excepted() && near() < paper && far() >= paper) {
      factor = Math.max(factor, factor(estimate, paper));
    }
    double needed = factor * measured.count();
    if (!(needed < MOST)) {
      return 0;
    }
    double unit = Math.pow(10, Math.max(0, Math.floor(Math.log10(needed)) - 1));
    return (long) (Math.ceil(needed / unit) * unit);
  }

  /**
   * By how much the sample must grow for the interval to leave a value out: half its width falls
   * with the square root of the number; Wilson's next to a share of 0 or 1 is {@code c / (n + c)}.
   */
  private double factor(double estimate, double value) {
    double distance = Math.abs(estimate - value);
    double width = far() - near();
    boolean extreme = far() <= estimate || near() >= estimate;
    return extreme && width < 1
        ? width / (1 - width) * (1 - distance) / distance
        : width * width / (4 * distance * distance);
  }

  private boolean excepted() {
    return reported != null && reported.universal() && measured.estimate() != reported.weakest();
  }

  /** The paper's effect less its precision; NaN if it prints none. */
  private double target() {
    return reported == null ? Double.NaN : effect(reported.weakest()) - reported.precision();
  }

  private double near() {
    return Math.min(effect(measured.low()), effect(measured.high()));
  }

  private double far() {
    return Math.max(effect(measured.low()), effect(measured.high()));
  }

  /** What the paper prints; empty if it shows a curve or a picture. */
  String printed() {
    return reported == null ? "" : reported.text();
  }

  /** A number with the claim's unit. */
  String shown(double value) {
    return unit.shown(value);
  }

  private double effect(double value) {
    return above ? value - neutral : neutral - value;
  }
}
