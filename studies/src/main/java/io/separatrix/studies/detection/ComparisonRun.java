package io.separatrix.studies.detection;

import io.separatrix.data.PixelRange;
import io.separatrix.experiment.StudyContext;
import io.separatrix.geometry.Evaluator;
import io.separatrix.geometry.Interval;
import io.separatrix.geometry.Proportion;
import io.separatrix.geometry.Quantiles;
import io.separatrix.geometry.Seeds;
import io.separatrix.geometry.attack.AdaptiveAttack;
import io.separatrix.geometry.attack.Attack;
import io.separatrix.geometry.attack.AttackResult;
import io.separatrix.geometry.attack.Box;
import io.separatrix.geometry.attack.BudgetNorm;
import io.separatrix.geometry.attack.DecoupledDirectionAndNorm;
import io.separatrix.geometry.attack.ProjectedGradient;
import io.separatrix.geometry.attack.SearchAttack;
import io.separatrix.geometry.boundary.DeepFool;
import io.separatrix.geometry.detection.DetectionSettings;
import io.separatrix.geometry.detection.Detector;
import io.separatrix.geometry.detection.DetectorScore;
import io.separatrix.geometry.detection.RocCurve;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Lets the detector of Algorithm 2 and those of other authors score the same clean and attacked
 * images. Attacks: DeepFool scaled as in the study, a second minimal-norm attack, and one that goes
 * deep into another region, so that it shows where detection stops working. Beside them the attack
 * that knows the detector.
 */
final class ComparisonRun {

  /** Budget of large-norm attacks in median distances to the boundary. */
  private static final double BUDGET = 10;

  private static final int NONE = -1;

  private final DetectPlan plan;
  private final StudyContext context;
  private final double distance;
  private final Map<String, Attack> attacks = new LinkedHashMap<>();
  private final Box box;

  /**
   * @param distance median distance to the boundary, input units
   */
  ComparisonRun(DetectPlan plan, StudyContext context, double distance) {
    this.plan = plan;
    this.context = context;
    this.distance = distance;
    PixelRange range = context.images().range();
    this.box = new Box(range.low(), range.high());
    for (double alpha : plan.alphas()) {
      attacks.put(
          "deepFool-" + DetectStudy.name(alpha),
          new SearchAttack(new DeepFool(), alpha, Box.UNBOUNDED));
    }
    attacks.put("decoupledDirectionAndNorm", new DecoupledDirectionAndNorm(box));
    attacks.put(
        "projectedGradient",
        new ProjectedGradient(
            BudgetNorm.L2, BUDGET * distance, ProjectedGradient.DEFAULT_STEPS, box));
  }

  /** Scores of one point by every detector; {@link #NONE} where a detector names no label. */
  record Scores(List<Double> values, List<Integer> recovered) {}

  /** What an attack did to an image, and what the detectors say of it. */
  record Attacked(boolean found, double norm, Scores scores) {}

  /** An image under every attack. */
  record ImageScores(int label, Scores clean, List<Attacked> attacked) {}

  /** An image under the adaptive attack. */
  record Evasion(boolean misclassified, boolean evaded, double norm, long evaluations) {}

  /**
   * @param calibration clean images that detectors are set up with
   * @param test images that are attacked
   * @param step h of the statistic
   * @param threshold of the statistic
   */
  DetectorComparison of(
      List<Integer> calibration, List<Integer> test, double step, double threshold) {
    Map<String, Detector> detectors = new Baselines(plan, context).setUp(calibration, step);
    List<Integer> items = test.subList(0, Math.min(plan.compared(), test.size()));
    List<ImageScores> contests =
        context.journaled(
            "detect-compared",
            ImageScores.class,
            items,
            (item, evaluator) -> contest(item, detectors, evaluator));
    Map<String, Map<String, DetectorComparison.Cell>> cells = new LinkedHashMap<>();
    List<String> attackNames = List.copyOf(attacks.keySet());
    List<String> detectorNames = List.copyOf(detectors.keySet());
    for (int d = 0; d < detectorNames.size(); d++) {
      Map<String, DetectorComparison.Cell> row = new LinkedHashMap<>();
      for (int a = 0; a < attackNames.size(); a++) {
        row.put(attackNames.get(a), cell(contests, d, a));
      }
      cells.put(detectorNames.get(d), row);
    }
    Map<String, DetectorComparison.AttackOutcome> outcomes = new LinkedHashMap<>();
    for (int a = 0; a < attackNames.size(); a++) {
      int at = a;
      List<Attacked> found =
          contests.stream()
              .map(contest -> contest.attacked().get(at))
              .filter(Attacked::found)
              .toList();
      outcomes.put(
          attackNames.get(a),
          new DetectorComparison.AttackOutcome(
              found.size(), Quantiles.of(found.stream().mapToDouble(Attacked::norm))));
    }
    return new DetectorComparison(
        items.size(), BUDGET * distance, outcomes, cells, adaptive(test, step, threshold));
  }

  private ImageScores contest(int item, Map<String, Detector> detectors, Evaluator evaluator) {
    double[] x = context.image(item);
    int index = context.images().index(item);
    List<Attacked> attacked = new ArrayList<>();
    attacks.forEach(
        (name, attack) -> {
          AttackResult result =
              attack.run(x, Seeds.random(context.seed(), "attack-" + name, index), evaluator);
          attacked.add(
              new Attacked(
                  result.misclassified(),
                  result.norm(),
                  result.misclassified()
                      ? scores(result.point(), "detector-" + name, index, detectors, evaluator)
                      : new Scores(List.of(), List.of())));
        });
    return new ImageScores(
        evaluator.label(x), scores(x, "detector-clean", index, detectors, evaluator), attacked);
  }

  private Scores scores(
      double[] point,
      String purpose,
      int index,
      Map<String, Detector> detectors,
      Evaluator evaluator) {
    List<Double> values = new ArrayList<>();
    List<Integer> recovered = new ArrayList<>();
    detectors.forEach(
        (name, detector) -> {
          DetectorScore suspicion =
              detector.score(
                  point, Seeds.random(context.seed(), purpose + "-" + name, index), evaluator);
          OptionalInt label = suspicion.recovered();
          values.add(suspicion.score());
          recovered.add(label.isPresent() ? label.getAsInt() : NONE);
        });
    return new Scores(values, recovered);
  }

  private static DetectorComparison.Cell cell(
      List<ImageScores> contests, int detector, int attack) {
    List<ImageScores> found =
        contests.stream().filter(contest -> contest.attacked().get(attack).found()).toList();
    if (found.isEmpty()) {
      return new DetectorComparison.Cell(0, Interval.NONE, Double.NaN);
    }
    RocCurve curve =
        RocCurve.ofPairs(
            found.stream().mapToDouble(c -> c.clean().values().get(detector)).toArray(),
            found.stream()
                .mapToDouble(c -> c.attacked().get(attack).scores().values().get(detector))
                .toArray());
    List<Boolean> recovered = new ArrayList<>();
    boolean names = false;
    for (ImageScores contest : found) {
      int label = contest.attacked().get(attack).scores().recovered().get(detector);
      names |= label != NONE;
      recovered.add(label == contest.label());
    }
    return new DetectorComparison.Cell(
        found.size(),
        curve.aucInterval(),
        names ? Proportion.of(recovered).estimate() : Double.NaN);
  }

  private DetectorComparison.@Nullable AdaptiveOutcome adaptive(
      List<Integer> test, double step, double threshold) {
    List<Integer> items = test.subList(0, Math.min(plan.adaptive(), test.size()));
    // The attack follows a statistic taken at x itself, not at a boundary point of its own.
    if (items.isEmpty() || plan.kind() == StatisticKind.BOUNDARY) {
      return null;
    }
    DetectionSettings known = plan.settings(step).withStopping(Double.POSITIVE_INFINITY, threshold);
    AdaptiveAttack attack =
        new AdaptiveAttack(plan.kind().with(known), known, BUDGET * distance, box);
    List<Evasion> evasions =
        context.journaled(
            "detect-adaptive",
            Evasion.class,
            items,
            (item, evaluator) -> {
              AttackResult result =
                  attack.run(
                      context.image(item),
                      Seeds.random(context.seed(), "adaptive", context.images().index(item)),
                      evaluator);
              return new Evasion(
                  result.misclassified(),
                  result.succeeded(),
                  result.norm(),
                  result.evaluations().total());
            });
    Proportion evaded = Proportion.of(evasions.stream().map(Evasion::evaded).toList());
    return new DetectorComparison.AdaptiveOutcome(
        items.size(),
        evasions.stream().filter(Evasion::misclassified).count(),
        evaded.successes(),
        evaded.interval(),
        Quantiles.of(evasions.stream().filter(Evasion::evaded).mapToDouble(Evasion::norm)),
        evasions.stream().mapToLong(Evasion::evaluations).average().orElseThrow());
  }
}
