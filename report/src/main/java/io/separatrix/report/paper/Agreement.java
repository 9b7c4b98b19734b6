package io.separatrix.report.paper;

/** How a run's number compares with a claim of the paper; {@link Claim#verdict} has the rule. */
public enum Agreement {
  /** The effect is there, as strong as in the paper where the paper gives a number. */
  AGREES("agrees"),
  /** The effect points the paper's way, but it is smaller. */
  WEAKER("weaker"),
  /** There is no effect, or it points the other way. */
  DISAGREES("disagrees"),
  /** The sample is too small for any of these. */
  CANNOT_TELL("cannot tell");

  /** The rule in words, for the report. */
  public static final String RULE =
      "Each claim names a value that would mean no effect. A number agrees if its whole 95 %"
          + " interval lies on the claimed side of that value and, where the paper prints a number,"
          + " at or beyond the smallest effect among the paper's networks, give or take half a unit"
          + " of the last digit printed. It is weaker if the whole interval lies between the two."
          + " It disagrees if the whole interval lies on the other side of no effect, or holds no"
          + " effect and leaves out even half of the paper's. Where the paper says all, one"
          + " exception makes it weaker, and none agrees once the interval starts at 99 %."
          + " Otherwise the sample cannot tell; the number beside is how many items (images, pairs,"
          + " vectors) would, if the estimate stayed where it is. The paper's own numbers have"
          + " sampling errors that it does not print.";

  private final String word;

  Agreement(String word) {
    this.word = word;
  }

  /** As the report says it. */
  public String word() {
    return word;
  }
}
