package io.separatrix.report.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.separatrix.experiment.run.RunFolder;
import io.separatrix.report.Runs;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputUnitsTest {

  private static final List<Double> UNIT = List.of(0.0, 1.0);
  private static final List<Double> BYTES = List.of(0.0, 255.0);

  @TempDir Path folder;

  private RunFolder run(
      String name, List<Double> range, String command, Object configuration, String column) {
    return ComparedRuns.run(
        folder.resolve(name), range, command, configuration, Map.of("points", 20), column);
  }

  private RunFolder boundary(String name, List<Double> range, String column) {
    return run(name, range, "boundary", Map.of(), column);
  }

  private static double ratio(RunFolder first, RunFolder other) {
    RunComparison comparison = RunComparison.of(List.of(first, other));
    assertThat(comparison.numbers().get(0)).hasSize(1);
    return comparison.numbers().get(0).get(0).ratio().estimate();
  }

  @Test
  void lengths_ofOtherPixels_areInTheFirstRunsUnits() {
    RunFolder unit = boundary("unit", UNIT, "norm");
    RunFolder bytes = boundary("bytes", BYTES, "norm");
    assertThat(ratio(unit, bytes)).isEqualTo(1 / 255.0, within(1e-15));
    assertThat(ratio(bytes, unit)).isEqualTo(255, within(1e-12));
  }

  @Test
  void curvatures_ofOtherPixels_areInTheFirstRunsUnits() {
    RunFolder unit = run("unit", UNIT, "curvature", Map.of(), "meanCurvature");
    RunFolder bytes = run("bytes", BYTES, "curvature", Map.of(), "meanCurvature");
    assertThat(ratio(unit, bytes)).isEqualTo(255, within(1e-12));
  }

  @Test
  void ratios_ofOtherPixels_areAsTheyWere() {
    assertThat(
            ratio(boundary("unit", UNIT, "relativeNorm"), boundary("bytes", BYTES, "relativeNorm")))
        .isEqualTo(1);
  }

  @Test
  void report_ofOtherPixels_saysInWhichUnits() {
    List<RunFolder> runs =
        List.of(boundary("unit", UNIT, "norm"), boundary("bytes", BYTES, "norm"));
    RunComparison comparison = RunComparison.of(runs);
    try (RunFolder to =
        RunFolder.start(
            folder.resolve("compare"),
            RunFolder.Existing.REFUSE,
            comparison.manifest(runs, Runs.session()))) {
      to.end(Runs.timings(1, 0, Map.of()), true);
      ComparisonReport.write(runs, comparison, to);
      assertThat(to.readText(RunFolder.REPORT))
          .contains("bytes has its boundary nearer to the images")
          .contains("those of unit (pixels 0 to 1)")
          .contains("bytes (0 to 255) were converted");
    }
  }

  @Test
  void note_sameUnits_isNone() {
    List<RunFolder> runs = List.of(boundary("a", BYTES, "norm"), boundary("b", BYTES, "norm"));
    assertThat(new InputUnits(runs.get(0)).note(runs, List.of("a", "b"))).isEmpty();
  }

  @Test
  void paths_ofOneScenario_areNotTakenForThoseOfAnother() {
    RunFolder second = run("b", UNIT, "paths", Map.of("scenario", 2), "verdict");
    assertThat(SampleTable.of(second, "paths-1", 1)).isEmpty();
    assertThat(SampleTable.of(second, "paths-2", 1)).isPresent();
    assertThat(
            RunComparison.of(List.of(second, run("c", UNIT, "paths", Map.of("scenario", 2), "x")))
                .numbers()
                .get(0))
        .allSatisfy(number -> assertThat(number.quantity().study()).isEqualTo("paths-2"));
  }
}
