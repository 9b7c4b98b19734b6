package io.separatrix.studies.paper;

/** How a run's number compares with a claim of the paper; {@link Claim#verdict} has the rule. */
public enum Verdict {
  /** The effect is there, as strong as in the paper where the paper gives a number. */
  AGREES("agrees"),
  /** The effect points the paper's way, but it is smaller, or not certain. */
  WEAKER("weaker"),
  /** There is no effect, or it points the other way. */
  DISAGREES("disagrees");

  /** The rule in words, for the report. */
  public static final String RULE =
      "Each claim names a value that would mean no effect. A number agrees if its 95 % interval"
          + " lies wholly on the claimed side of that value and, where the paper prints a number,"
          + " reaches the smallest effect among the paper's networks, give or take half a unit of"
          + " the last digit printed. It is weaker if it lies on the claimed side but the interval"
          + " does not clear the value or does not reach the paper's number. Otherwise it"
          + " disagrees.";

  private final String word;

  Verdict(String word) {
    this.word = word;
  }

  /** As the report says it. */
  public String word() {
    return word;
  }
}
