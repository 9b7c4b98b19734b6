package io.separatrix.report.compare;

import com.fasterxml.jackson.databind.JsonNode;
import io.separatrix.experiment.Numbers;
import io.separatrix.experiment.run.RunFolder;
import io.separatrix.report.page.Block;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Of which operator the principal curvatures of a run are. Those of a surrogate grow with its
 * sharpness, those at a scale depend on the scale: numbers of two operators do not say which
 * network's boundary is flatter.
 *
 * @param name as the run's summary has it
 * @param sharpness of a surrogate; NaN without one
 * @param step the scale, in input units of the first run compared; NaN without one
 */
record CurvatureOperator(String name, double sharpness, double step) {

  private static final String STUDY = "curvature";

  /** Relative difference of two steps that are the same but for rounding. */
  private static final double ROUNDING = 1e-9;

  /** Empty if the run has no curvatures, or is of before its operator was told. */
  static Optional<CurvatureOperator> of(RunFolder run, InputUnits units) {
    JsonNode summary = run.readJson(RunFolder.SUMMARY, JsonNode.class);
    JsonNode study = STUDY.equals(run.manifest().command()) ? summary : summary.path(STUDY);
    String name = study.path("operator").asText("");
    return name.isEmpty() || name.equals("null")
        ? Optional.empty()
        : Optional.of(
            new CurvatureOperator(
                name,
                study.path("surrogate").path("sharpness").asDouble(Double.NaN),
                units.of(run) * study.path("step").asDouble(Double.NaN)));
  }

  /** Whether curvatures of both may be set beside each other; true where one is not known. */
  static boolean same(RunFolder first, RunFolder other) {
    InputUnits units = new InputUnits(first);
    Optional<CurvatureOperator> a = of(first, units);
    Optional<CurvatureOperator> b = of(other, units);
    return a.isEmpty() || b.isEmpty() || a.get().sameAs(b.get());
  }

  private boolean sameAs(CurvatureOperator other) {
    return name.equals(other.name) && close(sharpness, other.sharpness) && close(step, other.step);
  }

  private static boolean close(double a, double b) {
    return Double.isNaN(a) ? Double.isNaN(b) : Math.abs(a - b) <= ROUNDING * Math.abs(a);
  }

  /**
   * What readers have to know; empty if all curvatures are of one operator.
   *
   * @param names of the runs
   */
  static Optional<Block> note(List<RunFolder> runs, List<String> names) {
    InputUnits units = new InputUnits(runs.get(0));
    List<CurvatureOperator> known = new ArrayList<>();
    List<String> told = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      String name = names.get(i);
      of(runs.get(i), units)
          .ifPresent(
              operator -> {
                known.add(operator);
                told.add(name + ": " + operator.text());
              });
    }
    return known.stream().allMatch(operator -> operator.sameAs(known.get(0)))
        ? Optional.empty()
        : Optional.of(
            new Block.Paragraph(
                "Curvatures are of different operators ("
                    + String.join("; ", told)
                    + "), so nothing is concluded from their differences: those of a surrogate"
                    + " grow with its sharpness. Runs with one operator, and one sharpness or one"
                    + " step, can be compared."));
  }

  private String text() {
    return name
        + (Double.isNaN(sharpness) ? "" : ", sharpness " + Numbers.shown(sharpness))
        + (Double.isNaN(step) ? "" : ", h = " + Numbers.shown(step));
  }
}
