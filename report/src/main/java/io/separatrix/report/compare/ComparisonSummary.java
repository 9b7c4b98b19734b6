package io.separatrix.report.compare;

import io.separatrix.experiment.run.IntervalKeys;
import io.separatrix.geometry.Interval;
import io.separatrix.report.paper.Claim;
import io.separatrix.report.paper.PaperComparison;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a comparison writes to {@code summary.json}.
 *
 * @param runs their names
 * @param others by name of a run, its numbers against the first run's; lengths and curvatures in
 *     the first run's input units
 * @param claims what later papers claim of such networks, with verdicts
 */
public record ComparisonSummary(
    List<String> runs,
    Map<String, Map<String, BothRuns>> others,
    List<PaperComparison.Row> claims) {

  /**
   * One number of both.
   *
   * @param first the first run's
   * @param second the other's
   * @param difference the other's less the first's
   * @param ratio the other's over the first's
   * @param paired items that both runs have; 0 for independent estimates
   */
  public record BothRuns(
      @IntervalKeys(low = "firstLow", high = "firstHigh", count = "firstCount") Interval first,
      @IntervalKeys(low = "secondLow", high = "secondHigh", count = "secondCount") Interval second,
      @IntervalKeys(low = "low", high = "high") Interval difference,
      @IntervalKeys(low = "ratioLow", high = "ratioHigh") Interval ratio,
      int paired) {}

  static ComparisonSummary of(RunComparison comparison, List<Claim> claims) {
    Map<String, Map<String, BothRuns>> others = new LinkedHashMap<>();
    for (int i = 0; i < comparison.numbers().size(); i++) {
      Map<String, BothRuns> numbers = new LinkedHashMap<>();
      for (ComparedNumber number : comparison.numbers().get(i)) {
        numbers.put(
            number.quantity().id(),
            new BothRuns(
                number.first(),
                number.second(),
                number.difference(),
                number.ratio(),
                number.paired()));
      }
      others.put(comparison.names().get(i + 1), numbers);
    }
    return new ComparisonSummary(
        comparison.names(), others, claims.stream().map(PaperComparison.Row::of).toList());
  }
}
