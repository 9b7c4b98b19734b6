package io.separatrix.studies.paper;

import io.separatrix.studies.Numbers;
import org.jspecify.annotations.Nullable;

/**
 * A claim of the paper, with the number of a run that bears on it.
 *
 * @param id short and stable: {@code convexity-2}
 * @param section id of the report's section that has the details
 * @param source figure, table or section of the paper
 * @param statement the claim, one sentence
 * @param quantity what is measured
 * @param reported the paper's number; null if it shows a curve or a picture
 * @param neutral the value that would mean no effect
 * @param above whether the claimed effect lies above that value
 * @param measured the run's number
 * @param unit of the numbers
 */
public record Claim(
    String id,
    String section,
    String source,
    String statement,
    String quantity,
    @Nullable Reported reported,
    double neutral,
    boolean above,
    Measured measured,
    Unit unit) {

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
   * The verdict. With e the distance from the neutral value on the claimed side: {@code AGREES} if
   * the whole 95 % interval has e &gt; 0 and, where the paper prints a number, the interval's far
   * end, moved by the print's precision, has an e no smaller than the paper's; {@code WEAKER} if
   * the estimate has e &gt; 0 otherwise; {@code DISAGREES} else, and for a number that is not
   * finite.
   */
  public Verdict verdict() {
    double estimate = effect(measured.value());
    double near = Math.min(effect(measured.low()), effect(measured.high()));
    double far = Math.max(effect(measured.low()), effect(measured.high()));
    boolean reaches = reported == null || far + reported.precision() >= effect(reported.weakest());
    if (near > 0 && reaches) {
      return Verdict.AGREES;
    }
    return estimate > 0 ? Verdict.WEAKER : Verdict.DISAGREES;
  }

  /** What the paper prints; empty if it shows a curve or a picture. */
  String paper() {
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
