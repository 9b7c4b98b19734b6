package io.separatrix.report.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.separatrix.experiment.run.RunFolder;
import io.separatrix.report.page.Block;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CurvatureOperatorTest {

  private static final List<Double> BYTES = List.of(0.0, 255.0);

  @TempDir Path folder;

  private RunFolder run(String name, List<Double> range, Map<String, ?> summary) {
    return ComparedRuns.run(
        folder.resolve(name), range, "curvature", Map.of(), summary, "meanCurvature");
  }

  private RunFolder surrogate(String name, double sharpness) {
    return run(
        name, BYTES, Map.of("operator", "surrogate", "surrogate", Map.of("sharpness", sharpness)));
  }

  private static Optional<String> note(RunFolder first, RunFolder other) {
    return CurvatureOperator.note(List.of(first, other), List.of("first", "other"))
        .map(block -> ((Block.Paragraph) block).text());
  }

  /** In units 255 times as long the same numbers are other curvatures. */
  private static boolean differ(RunFolder first, RunFolder other) {
    return RunComparison.of(List.of(first, other)).numbers().get(0).get(0).differs();
  }

  @Test
  void surrogatesOfOneSharpness_areCompared() {
    RunFolder first = surrogate("first", 64);
    RunFolder other =
        run(
            "other",
            List.of(0.0, 1.0),
            Map.of("operator", "surrogate", "surrogate", Map.of("sharpness", 64.0)));
    assertThat(note(first, other)).isEmpty();
    assertThat(differ(first, other)).isTrue();
  }

  @Test
  void surrogatesOfTwoSharpnesses_areShownAndNothingIsConcluded() {
    RunFolder first = surrogate("first", 64);
    RunFolder other =
        run(
            "other",
            List.of(0.0, 1.0),
            Map.of("operator", "surrogate", "surrogate", Map.of("sharpness", 32.0)));
    assertThat(note(first, other).orElseThrow())
        .contains("first: surrogate, sharpness 64; other: surrogate, sharpness 32");
    assertThat(RunComparison.of(List.of(first, other)).numbers().get(0)).hasSize(1);
    assertThat(differ(first, other)).isFalse();
  }

  @Test
  void claims_robustNetworkWithAnotherSharpness_areNone() {
    RunFolder standard = surrogate("standard", 128);
    List<RunFolder> alike = List.of(standard, surrogate("robust", 128));
    assertThat(RunComparison.of(alike).claims(alike)).hasSize(1);
    List<RunFolder> apart = List.of(surrogate("plain", 32), alike.get(1));
    assertThat(RunComparison.of(apart).claims(apart)).isEmpty();
  }

  @Test
  void scales_areComparedInOneUnit() {
    RunFolder bytes = run("bytes", BYTES, Map.of("operator", "gradient", "step", 2.55));
    RunFolder unit = run("unit", List.of(0.0, 1.0), Map.of("operator", "gradient", "step", 0.01));
    RunFolder wider = run("wider", List.of(0.0, 1.0), Map.of("operator", "gradient", "step", 0.02));
    assertThat(note(bytes, unit)).isEmpty();
    assertThat(note(bytes, wider).orElseThrow())
        .contains("first: gradient, h = 2.55; other: gradient, h = 5.1");
  }

  @Test
  void exactAndSurrogate_areDifferentOperators() {
    RunFolder exact = run("exact", BYTES, Map.of("operator", "exact"));
    assertThat(note(exact, surrogate("surrogate", 64)).orElseThrow()).contains("first: exact");
  }

  @Test
  void runsOfBeforeTheOperatorWasTold_areCompared() {
    assertThat(CurvatureOperator.same(run("old", BYTES, Map.of()), surrogate("new", 64))).isTrue();
  }
}
