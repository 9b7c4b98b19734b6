package io.separatrix.geometry.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.separatrix.geometry.Seeds;
import io.separatrix.geometry.Vectors;
import io.separatrix.geometry.detection.DetectionSettings;
import io.separatrix.geometry.detection.DetectionSettings.Aggregate;
import io.separatrix.geometry.detection.SharedForwardStatistic;
import io.separatrix.geometry.detection.StudentizedStatistic;
import io.separatrix.testkit.AnalyticClassifier;
import io.separatrix.testkit.AnalyticClassifiers;
import io.separatrix.testkit.ScalarField;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * An adaptive attack on {@code f_0 - f_1 = 1 - x_0 + (1 - x_1) ||rest||^2 / 2}. The nearest
 * boundary point of the origin is the first unit vector, where the mean curvature is positive: a
 * plain attack is detected. It falls along x_1 alone and is negative beyond x_1 = 1, which no
 * gradient of the classifier leads to.
 */
final class AdaptiveAttackTest {

  private static final int D = 12;

  private static final AnalyticClassifier SADDLE =
      new AnalyticClassifier(
          D,
          List.of(
              ScalarField.product(
                  ScalarField.affine(unit(1, -1), 1),
                  ScalarField.quadratic(rest(), new double[D], 0)),
              ScalarField.affine(unit(0, 1), -1)));

  private final DetectionSettings settings = DetectionSettings.of(0.1, 32);

  private static double[] unit(int axis, double value) {
    double[] e = new double[D];
    e[axis] = value;
    return e;
  }

  private static double[][] rest() {
    double[][] a = new double[D][D];
    for (int i = 2; i < D; i++) {
      a[i][i] = 0.5;
    }
    return a;
  }

  private static AttackResult run(Attack attack, AnalyticClassifier classifier) {
    return classifier.run(
        new double[D], (p, evaluator) -> attack.run(p, Seeds.random(1, "adaptive", 0), evaluator));
  }

  private double rho(AttackResult result, DetectionSettings how) {
    return SADDLE
        .run(
            result.point(),
            (p, f) -> new SharedForwardStatistic(how).at(p, Seeds.random(2, "rho", 0), f))
        .value();
  }

  @ParameterizedTest
  @EnumSource(Aggregate.class)
  void run_saddle_evadesWhatAPlainAttackDoesNot(Aggregate aggregate) {
    DetectionSettings how = settings.withAggregate(aggregate);

    AttackResult plain = run(new DecoupledDirectionAndNorm(Box.UNBOUNDED), SADDLE);
    AttackResult found = run(new AdaptiveAttack(how, 3, Box.UNBOUNDED), SADDLE);

    assertThat(plain.succeeded()).isTrue();
    assertThat(rho(plain, how)).isGreaterThan(0.5);
    assertThat(found.succeeded()).isTrue();
    assertThat(found.misclassified()).isTrue();
    assertThat(found.norm()).isLessThanOrEqualTo(3 + 1e-12);
    assertThat(found.iterations()).isLessThan(AdaptiveAttack.DEFAULT_STEPS);
    assertThat(rho(found, how)).isLessThan(0.05);
  }

  @Test
  void run_studentized_evadesWhatAPlainAttackDoesNot() {
    StudentizedStatistic detector = new StudentizedStatistic(settings);
    AttackResult plain = run(new DecoupledDirectionAndNorm(Box.UNBOUNDED), SADDLE);
    AttackResult found = run(new AdaptiveAttack(detector, settings, 3, Box.UNBOUNDED), SADDLE);

    assertThat(score(plain, detector)).isGreaterThan(0.5);
    assertThat(found.succeeded()).isTrue();
    assertThat(score(found, detector)).isLessThan(0.5);
  }

  private static double score(AttackResult result, StudentizedStatistic detector) {
    return SADDLE
        .run(result.point(), (p, f) -> detector.at(p, Seeds.random(2, "rho", 0), f))
        .value();
  }

  @Test
  void run_withoutWeightOnTheDetector_failsOnTheSaddle() {
    AttackResult found =
        run(
            new AdaptiveAttack(
                new SharedForwardStatistic(settings), settings, 0, 3, 40, 8, Box.UNBOUNDED),
            SADDLE);

    assertThat(found.misclassified()).isTrue();
    assertThat(found.succeeded()).isFalse();
    assertThat(found.iterations()).isEqualTo(40);
    assertThat(rho(found, settings)).isPositive();
  }

  @Test
  void run_budgetBelowTheDistance_staysInsideItAndFails() {
    AttackResult found = run(new AdaptiveAttack(settings, 0.8, Box.UNBOUNDED), SADDLE);

    assertThat(found.succeeded()).isFalse();
    assertThat(found.misclassified()).isFalse();
    assertThat(found.norm()).isBetween(0.7, 0.8 + 1e-12);
    assertThat(Vectors.allFinite(found.point())).isTrue();
  }

  @Test
  void run_thresholdBelowEveryStatistic_misclassifiesButIsDetected() {
    AnalyticClassifier affine =
        AnalyticClassifiers.affine(new double[][] {new double[D], unit(0, 1)}, new double[] {1, 0});

    AttackResult found =
        run(
            new AdaptiveAttack(
                settings.withStopping(Double.POSITIVE_INFINITY, -1), 2, Box.UNBOUNDED),
            affine);

    assertThat(found.misclassified()).isTrue();
    assertThat(found.succeeded()).isFalse();
    assertThat(Vectors.allFinite(found.point())).isTrue();
  }

  @Test
  void constructor_withoutDirections_saysWhatIsExpected() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new AdaptiveAttack(
                    new SharedForwardStatistic(settings), settings, 1, 1, 10, 0, Box.UNBOUNDED))
        .withMessageContaining("directions >= 1");
  }
}
