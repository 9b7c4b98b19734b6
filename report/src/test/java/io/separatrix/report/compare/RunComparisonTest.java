package io.separatrix.report.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.separatrix.experiment.run.DataCard;
import io.separatrix.experiment.run.Manifest;
import io.separatrix.experiment.run.ModelCard;
import io.separatrix.experiment.run.RunFolder;
import io.separatrix.experiment.run.RunFolderException;
import io.separatrix.geometry.SampleMean;
import io.separatrix.report.Runs;
import io.separatrix.report.paper.Agreement;
import io.separatrix.report.paper.Claim;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunComparisonTest {

  private static final int IMAGES = 200;

  private static final Map<String, String> ROBUST = Map.of(ModelCard.ROBUST, "pgd");

  @TempDir Path folder;

  private final double[] difficulty = new double[IMAGES];

  RunComparisonTest() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < IMAGES; i++) {
      difficulty[i] = 1 + random.nextDouble();
    }
  }

  /** A run of {@code boundary} whose norms are the images' difficulties times a factor. */
  private RunFolder run(String name, double factor, int from, int images, String dataHash) {
    return run(name, "norm", factor, from, images, dataHash);
  }

  private RunFolder relative(String name, double factor, int images) {
    return run(name, "relativeNorm", factor, 0, images, "d".repeat(64));
  }

  private RunFolder run(
      String name, String column, double factor, int from, int images, String dataHash) {
    DataCard data = Runs.data();
    Manifest manifest =
        Manifest.starting(
            "boundary",
            Map.of(),
            1,
            Runs.model(name, "a".repeat(64)),
            new DataCard(
                data.name(), data.source(), dataHash, images, data.imageShape(), data.facts()),
            List.of(),
            Runs.session());
    List<List<?>> rows = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(name.hashCode());
    for (int i = from; i < from + images; i++) {
      rows.add(List.of(i, factor * difficulty[i] + 0.05 * random.nextGaussian()));
    }
    RunFolder run = RunFolder.start(folder.resolve(name), RunFolder.Existing.REFUSE, manifest);
    run.writeCsv(RunFolder.SAMPLES, List.of("index", column), rows);
    run.writeSummary(Map.of("points", images));
    run.end(Runs.timings(1, 1, Map.of()), true);
    run.close();
    return run;
  }

  private static ComparedNumber norm(RunComparison comparison) {
    assertThat(comparison.numbers()).hasSize(1);
    assertThat(comparison.numbers().get(0)).hasSize(1);
    ComparedNumber number = comparison.numbers().get(0).get(0);
    assertThat(number.quantity().id()).isEqualTo("boundary.norm");
    return number;
  }

  @Test
  void title_ofSeveral_isAList() {
    assertThat(new RunComparison(List.of("a", "b"), List.of()).title()).isEqualTo("a and b");
    assertThat(new RunComparison(List.of("a", "b", "c"), List.of()).title())
        .isEqualTo("a, b and c");
  }

  @Test
  void of_sameImages_pairsThemByIndexAndLeavesOthersOut() throws IOException {
    RunFolder a = run("a", 1, 0, 150, "d".repeat(64));
    RunFolder b = run("b", 1.1, 50, 150, "d".repeat(64));
    ComparedNumber number = norm(RunComparison.of(List.of(a, b)));
    assertThat(number.paired()).isEqualTo(100);
    double[] x = norms(folder.resolve("a"), 50, 100);
    double[] y = norms(folder.resolve("b"), 0, 100);
    double[] differences = new double[100];
    for (int i = 0; i < 100; i++) {
      differences[i] = y[i] - x[i];
    }
    SampleMean expected = SampleMean.of(differences);
    assertThat(number.difference().estimate()).isEqualTo(expected.mean(), within(1e-12));
    assertThat(number.difference().low()).isEqualTo(expected.low(), within(1e-9));
    assertThat(number.difference().high()).isEqualTo(expected.high(), within(1e-9));
    assertThat(number.ratio().low()).isLessThan(1.1);
    assertThat(number.ratio().high()).isGreaterThan(1.1);
    assertThat(number.differs()).isTrue();
  }

  private static double[] norms(Path run, int skip, int count) throws IOException {
    return Files.readAllLines(run.resolve(RunFolder.SAMPLES)).stream()
        .skip(1L + skip)
        .limit(count)
        .mapToDouble(line -> Double.parseDouble(line.split(",")[1]))
        .toArray();
  }

  @Test
  void of_otherImages_isNotPairedAndWider() {
    RunFolder a = run("a", 1, 0, 100, "d".repeat(64));
    RunFolder b = run("b", 1.1, 0, 100, "e".repeat(64));
    RunFolder c = run("c", 1.1, 0, 100, "d".repeat(64));
    ComparedNumber apart = norm(RunComparison.of(List.of(a, b)));
    ComparedNumber paired = norm(RunComparison.of(List.of(a, c)));
    assertThat(apart.paired()).isZero();
    assertThat(apart.difference().high() - apart.difference().low())
        .isGreaterThan(3 * (paired.difference().high() - paired.difference().low()));
  }

  @Test
  void of_threeRuns_comparesEachWithTheFirst() {
    RunComparison found =
        RunComparison.of(
            List.of(
                run("a", 1, 0, 50, "d".repeat(64)),
                run("b", 1.1, 0, 50, "d".repeat(64)),
                run("c", 0.9, 0, 50, "d".repeat(64))));
    assertThat(found.names()).containsExactly("a", "b", "c");
    assertThat(found.numbers()).hasSize(2);
    assertThat(found.numbers().get(0).get(0).difference().estimate()).isPositive();
    assertThat(found.numbers().get(1).get(0).difference().estimate()).isNegative();
  }

  @Test
  void names_runsOfOneNetwork_haveTheirFolderAndOthersDoNot() {
    RunFolder a = run("a", 1, 0, 50, "d".repeat(64));
    assertThat(RunComparison.of(List.of(a, run("b", 1, 0, 50, "d".repeat(64)), a)).names())
        .containsExactly("a (a)", "b", "a (a)");
  }

  @Test
  void leaderboard_threeRuns_areInTheOrderOfTheirDistances() {
    List<RunFolder> runs =
        List.of(relative("near", 0.5, 40), relative("far", 2, 60), relative("between", 1, IMAGES));
    Leaderboard board = Leaderboard.of(runs, RunComparison.of(runs).names()).orElseThrow();
    assertThat(board.lines().stream().map(Leaderboard.Line::name))
        .containsExactly("far", "between", "near");
    assertThat(board.lines().stream().map(line -> line.numbers().get(0).count()))
        .as("each over all of its own items")
        .containsExactly(60L, 200L, 40L);
  }

  @Test
  void leaderboard_runsWithoutACommonNumber_isNone() {
    List<RunFolder> runs =
        List.of(run("a", 1, 0, 50, "d".repeat(64)), run("b", 1, 0, 50, "d".repeat(64)));
    assertThat(Leaderboard.of(runs, List.of("a", "b"))).isEmpty();
  }

  @Test
  void of_oneRun_isRefused() {
    RunFolder a = run("a", 1, 0, 50, "d".repeat(64));
    assertThatThrownBy(() -> RunComparison.of(List.of(a)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("two runs");
  }

  @Test
  void of_damagedSamples_isRefusedByName() throws IOException {
    RunFolder a = run("a", 1, 0, 50, "d".repeat(64));
    RunFolder b = run("b", 1, 0, 50, "d".repeat(64));
    Files.writeString(folder.resolve("b").resolve(RunFolder.SAMPLES), "index,index\n1,2\n");
    assertThatThrownBy(() -> RunComparison.of(List.of(a, b)))
        .isInstanceOf(RunFolderException.class)
        .hasMessageContaining("samples.csv");
  }

  @Test
  void write_report_saysWhatDiffersWithItsInterval() {
    List<RunFolder> runs =
        List.of(run("a", 1, 0, 100, "d".repeat(64)), run("b", 1.2, 0, 100, "d".repeat(64)));
    RunComparison comparison = RunComparison.of(runs);
    try (RunFolder to =
        RunFolder.start(
            folder.resolve("compare"),
            RunFolder.Existing.REFUSE,
            comparison.manifest(runs, Runs.session()))) {
      to.end(Runs.timings(1, 0, Map.of()), true);
      ComparisonReport.write(runs, comparison, to);
      assertThat(to.readText(RunFolder.REPORT))
          .contains("b has its boundary further from the images")
          .contains("times a&#39;s (95\u00a0% interval");
      JsonNode norm =
          to.readJson(RunFolder.SUMMARY, JsonNode.class)
              .path("others")
              .path("b")
              .path("boundary.norm");
      assertThat(norm.path("ratio").asDouble()).isEqualTo(1.2, within(0.01));
      assertThat(norm.path("low").asDouble()).isPositive();
      assertThat(norm.path("paired").asInt()).isEqualTo(100);
    }
  }

  /**
   * A run of {@code curvature} whose mean curvatures are the images' difficulties times a factor.
   */
  private RunFolder curved(String name, double factor, Map<String, String> facts) {
    ModelCard model = Runs.model(name, "a".repeat(64));
    ModelCard told =
        new ModelCard(
            name,
            model.source(),
            model.sha256(),
            model.inputShape(),
            model.range(),
            model.classNames(),
            model.parameters(),
            model.piecewiseLinear(),
            model.kind(),
            facts);
    Manifest manifest =
        Manifest.starting("curvature", Map.of(), 1, told, Runs.data(), List.of(), Runs.session());
    List<List<?>> rows = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(name.hashCode());
    for (int i = 0; i < IMAGES; i++) {
      rows.add(List.of(i, factor * difficulty[i] + 0.05 * random.nextGaussian()));
    }
    RunFolder run = RunFolder.start(folder.resolve(name), RunFolder.Existing.REFUSE, manifest);
    run.writeCsv(RunFolder.SAMPLES, List.of("index", "meanCurvature"), rows);
    run.writeSummary(Map.of("points", IMAGES));
    run.end(Runs.timings(1, 1, Map.of()), true);
    run.close();
    return run;
  }

  @Test
  void claims_flatterRobustNetwork_agreeWhicheverComesFirst() {
    RunFolder standard = curved("standard", 1, Map.of());
    RunFolder robust = curved("robust", 0.5, ROBUST);
    for (List<RunFolder> runs : List.of(List.of(standard, robust), List.of(robust, standard))) {
      List<Claim> claims = RunComparison.of(runs).claims(runs);
      assertThat(claims).hasSize(1);
      assertThat(claims.get(0).measured().estimate()).isEqualTo(0.5, within(0.02));
      assertThat(claims.get(0).verdict()).isEqualTo(Agreement.AGREES);
    }
  }

  @Test
  void claims_sharperRobustNetwork_disagrees() {
    List<RunFolder> runs = List.of(curved("standard", 1, Map.of()), curved("robust", 2, ROBUST));
    assertThat(RunComparison.of(runs).claims(runs).get(0).verdict()).isEqualTo(Agreement.DISAGREES);
  }

  @Test
  void claims_neitherNetworkKnownAsRobust_areNone() {
    List<RunFolder> runs = List.of(curved("a", 1, Map.of()), curved("b", 0.5, Map.of()));
    assertThat(RunComparison.of(runs).claims(runs)).isEmpty();
  }

  /** A run of {@code planes} of 100 points each, of which the first ones have label 1. */
  private RunFolder planes(String name, int parameters, int... ones) {
    ModelCard model = Runs.model(name, "a".repeat(64));
    ModelCard told =
        new ModelCard(
            name,
            model.source(),
            model.sha256(),
            model.inputShape(),
            model.range(),
            model.classNames(),
            parameters,
            model.piecewiseLinear(),
            model.kind(),
            Map.of());
    Manifest manifest =
        Manifest.starting("planes", Map.of(), 1, told, Runs.data(), List.of(), Runs.session());
    List<List<?>> rows = new ArrayList<>();
    for (int i = 0; i < ones.length; i++) {
      rows.add(List.of(i, i, i + 1, i + 2, 2, 2, "1*" + ones[i] + " 0*" + (100 - ones[i])));
    }
    RunFolder run = RunFolder.start(folder.resolve(name), RunFolder.Existing.REFUSE, manifest);
    run.writeCsv(
        RunFolder.SAMPLES,
        List.of("index", "first", "second", "third", "labels", "fragments", "map"),
        rows);
    run.writeSummary(Map.of("planes", ones.length));
    run.end(Runs.timings(1, 1, Map.of()), true);
    run.close();
    return run;
  }

  @Test
  void planes_sameTriples_agreeWhereTheirLabelsDo() {
    PlaneAgreement agreement =
        PlaneAgreement.of(planes("a", 7, 50, 20), planes("b", 7, 60, 20)).orElseThrow();
    assertThat(agreement.shares().values()).containsExactly(0.9, 1.0);
    assertThat(agreement.mean().estimate()).isEqualTo(0.95, within(1e-12));
  }

  @Test
  void claims_twoTrainingsAndAnotherArchitecture_areComparedOnTheSamePlanes() {
    RunFolder first = planes("first", 7, 50, 20, 30, 40);
    RunFolder again = planes("again", 7, 52, 21, 33, 40);
    RunFolder other = planes("other", 8, 80, 70, 60, 90);
    List<RunFolder> runs = List.of(first, again, other);
    List<Claim> claims = RunComparison.of(runs).claims(runs);
    assertThat(claims).hasSize(1);
    assertThat(claims.get(0).measured().estimate()).isEqualTo(0.385, within(1e-12));
    assertThat(claims.get(0).verdict()).isEqualTo(Agreement.AGREES);
    // Without a second training of the first one's architecture nothing is claimed.
    List<RunFolder> alone = List.of(first, other);
    assertThat(RunComparison.of(alone).claims(alone)).isEmpty();
  }

  @Test
  void planes_damagedMap_isRefusedByName() {
    RunFolder a = planes("a", 7, 50);
    RunFolder b = planes("b", 7, 50);
    assertThat(PlaneAgreement.of(a, b)).isPresent();
    RunFolder damaged = planes("damaged", 7, -1);
    assertThatThrownBy(() -> PlaneAgreement.of(a, damaged))
        .isInstanceOf(RunFolderException.class)
        .hasMessageContaining("damaged");
  }
}
