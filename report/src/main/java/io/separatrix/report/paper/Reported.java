package io.separatrix.report.paper;

/**
 * A number that the paper prints.
 *
 * @param text as shown, with the networks it belongs to
 * @param weakest the one nearest to no effect, among the paper's networks
 * @param precision half a unit of the last digit printed; of a claim about all, how far an interval
 *     may stay short of all if there was no exception
 * @param universal whether the claim is about all, so that one exception refutes it
 */
public record Reported(String text, double weakest, double precision, boolean universal) {

  /** A claim about all has no digits to round; a sample without exception can show this much. */
  private static final double SHOWN = 0.01;

  static Reported number(String text, double weakest, double precision) {
    return new Reported(text, weakest, precision, false);
  }

  static Reported all() {
    return new Reported("all", 1, SHOWN, true);
  }
}
