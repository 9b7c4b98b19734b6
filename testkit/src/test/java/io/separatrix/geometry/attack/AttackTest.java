package io.separatrix.geometry.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.separatrix.geometry.Margin;
import io.separatrix.geometry.Seeds;
import io.separatrix.geometry.Vectors;
import io.separatrix.geometry.boundary.DeepFool;
import io.separatrix.testkit.AnalyticClassifier;
import io.separatrix.testkit.AnalyticClassifiers;
import io.separatrix.testkit.RandomMatrices;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Attacks against classifiers whose best perturbation is known. */
final class AttackTest {

  private static final int D = 12;

  private static AttackResult run(
      Attack attack, AnalyticClassifier classifier, double[] x, long seed) {
    return classifier.run(
        x, (p, evaluator) -> attack.run(p, Seeds.random(seed, "attack", 0), evaluator));
  }

  /** Rows and offsets of an affine classifier, and a point. */
  private record Affine(double[][] w, double[] b, double[] x) {

    static Affine random(long seed) {
      SplittableRandom random = new SplittableRandom(seed);
      return new Affine(
          RandomMatrices.gaussian(random, 5, D),
          RandomMatrices.gaussian(random, 5),
          RandomMatrices.gaussian(random, D));
    }

    AnalyticClassifier classifier() {
      return AnalyticClassifiers.affine(w, b);
    }

    double[] logits(double[] point) {
      return classifier().logits(new double[][] {point})[0];
    }

    int label() {
      return Vectors.argmax(logits(x));
    }

    /** Distances to the boundaries of the other classes. */
    double distance() {
      double[] logits = logits(x);
      return IntStream.range(0, b.length)
          .filter(i -> i != label())
          .mapToDouble(i -> (logits[label()] - logits[i]) / Vectors.distance(w[label()], w[i]))
          .min()
          .orElseThrow();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void ddn_affine_withinSixPercentOfTheDistance(long seed) {
    Affine affine = Affine.random(seed);

    AttackResult found =
        run(
            new DecoupledDirectionAndNorm(200, 0.05, Box.UNBOUNDED),
            affine.classifier(),
            affine.x(),
            seed);

    assertThat(found.succeeded()).isTrue();
    assertThat(found.label()).isEqualTo(affine.label());
    assertThat(found.reached()).isEqualTo(Vectors.argmax(affine.logits(found.point())));
    assertThat(found.norm() / affine.distance()).isBetween(1.0, 1.06);
    assertThat(found.norm()).isEqualTo(Vectors.norm(found.perturbation()), within(1e-12));
  }

  @Test
  void ddn_insideBall_reachesTheSphereFromAnOffCentrePoint() {
    double[] x = new double[D];
    x[0] = 1;
    x[1] = 0.5;

    AttackResult found =
        run(new DecoupledDirectionAndNorm(Box.UNBOUNDED), AnalyticClassifiers.ball(D, 3), x, 1);

    assertThat(found.succeeded()).isTrue();
    assertThat(found.norm()).isBetween(3 - Vectors.norm(x), 1.06 * (3 - Vectors.norm(x)));
    assertThat(found.evaluations().backward()).isEqualTo(51);
    assertThat(found.evaluations().forward()).isEqualTo(102);
  }

  @Test
  void ddn_anyUnitOfTheInput_sameRelativeResult() {
    Affine affine = Affine.random(3);
    double s = 255;
    double[][] w =
        Arrays.stream(affine.w()).map(row -> Vectors.scale(1 / s, row)).toArray(double[][]::new);

    AttackResult unit =
        run(new DecoupledDirectionAndNorm(Box.UNBOUNDED), affine.classifier(), affine.x(), 1);
    AttackResult scaled =
        run(
            new DecoupledDirectionAndNorm(Box.UNBOUNDED),
            AnalyticClassifiers.affine(w, affine.b()),
            Vectors.scale(s, affine.x()),
            1);

    assertThat(scaled.norm()).isEqualTo(s * unit.norm(), within(1e-9 * s));
  }

  @Test
  void ddn_constantClassifier_returnsItsOriginUnsuccessful() {
    double[] x = {1, 2, 3};

    AttackResult found =
        run(
            new DecoupledDirectionAndNorm(Box.UNBOUNDED),
            AnalyticClassifiers.constant(3, 2, 1, 0),
            x,
            1);

    assertThat(found.succeeded()).isFalse();
    assertThat(found.misclassified()).isFalse();
    assertThat(found.point()).containsExactly(x);
    assertThat(found.norm()).isZero();
  }

  @Test
  void ddn_boxInTheWay_findsTheWayAround() {
    // The boundary 3 x_0 + x_1 = 3: the straight way leaves the box, which stops x_0 at 0.8.
    AnalyticClassifier classifier =
        AnalyticClassifiers.affine(new double[][] {{0, 0}, {3, 1}}, new double[] {0, -3});
    double[] x = {0.6, 0.6};
    Box box = new Box(0, 0.8);

    AttackResult free = run(new DecoupledDirectionAndNorm(Box.UNBOUNDED), classifier, x, 1);
    AttackResult boxed = run(new DecoupledDirectionAndNorm(200, 0.05, box), classifier, x, 1);

    assertThat(free.point()[0]).isGreaterThan(0.7);
    assertThat(boxed.succeeded()).isTrue();
    assertThat(boxed.point()).containsExactly(box.clip(boxed.point()));
    assertThat(boxed.norm()).isGreaterThanOrEqualTo(free.norm() - 1e-3);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void fmn_affine_withinTwoPercentOfTheDistance(long seed) {
    Affine affine = Affine.random(seed);

    AttackResult found =
        run(new FastMinimumNorm(Box.UNBOUNDED), affine.classifier(), affine.x(), seed);

    assertThat(found.succeeded()).isTrue();
    assertThat(found.reached()).isEqualTo(Vectors.argmax(affine.logits(found.point())));
    assertThat(found.norm() / affine.distance()).isBetween(1 - 1e-12, 1.02);
    assertThat(found.norm()).isEqualTo(Vectors.norm(found.perturbation()), within(1e-12));
  }

  @Test
  void fmn_insideBall_reachesTheSphereFromAnOffCentrePoint() {
    double[] x = new double[D];
    x[0] = 1;
    x[1] = 0.5;

    AttackResult found =
        run(new FastMinimumNorm(Box.UNBOUNDED), AnalyticClassifiers.ball(D, 3), x, 1);

    double exact = 3 - Vectors.norm(x);
    assertThat(found.norm()).isBetween(exact, 1.01 * exact);
    assertThat(found.evaluations().backward()).isEqualTo(101);
    assertThat(found.evaluations().forward()).isEqualTo(202);
  }

  @Test
  void fmn_towardsAClass_reachesItsBoundary() {
    // Class 1 is nearer, class 2 lies the other way.
    AnalyticClassifier classifier =
        AnalyticClassifiers.affine(
            new double[][] {{0, 0}, {1, 0}, {-1, 0}}, new double[] {0, -1, -2});
    double[] x = new double[2];

    AttackResult nearest = run(new FastMinimumNorm(Box.UNBOUNDED), classifier, x, 1);
    AttackResult towards =
        run(
            new FastMinimumNorm(
                FastMinimumNorm.DEFAULT_STEPS,
                FastMinimumNorm.DEFAULT_GAMMA,
                OptionalInt.of(2),
                Box.UNBOUNDED),
            classifier,
            x,
            1);

    assertThat(nearest.reached()).isEqualTo(1);
    assertThat(nearest.norm()).isBetween(1.0, 1.01);
    assertThat(towards.reached()).isEqualTo(2);
    assertThat(towards.norm()).isBetween(2.0, 2.02);
  }

  @Test
  void fmn_constantClassifier_returnsItsOriginUnsuccessful() {
    double[] x = {1, 2, 3};

    AttackResult found =
        run(new FastMinimumNorm(Box.UNBOUNDED), AnalyticClassifiers.constant(3, 2, 1, 0), x, 1);

    assertThat(found.succeeded()).isFalse();
    assertThat(found.point()).containsExactly(x);
    assertThat(found.norm()).isZero();
  }

  @ParameterizedTest
  @EnumSource(BudgetNorm.class)
  void projectedGradient_twoAffineClasses_reachesTheOptimumOfTheBall(BudgetNorm norm) {
    double[] a = RandomMatrices.gaussian(new SplittableRandom(4), D);
    double[] x = Vectors.scale(1 / Vectors.norm(a), a);
    AnalyticClassifier classifier =
        AnalyticClassifiers.affine(new double[][] {a, new double[D]}, new double[2]);
    double budget = 2;
    double dual = norm == BudgetNorm.L2 ? Vectors.norm(a) : Arrays.stream(a).map(Math::abs).sum();

    AttackResult found =
        run(new ProjectedGradient(norm, budget, 50, Box.UNBOUNDED), classifier, x, 5);

    double margin = Margin.of(classifier.logits(new double[][] {found.point()})[0], 0);
    assertThat(found.succeeded()).isTrue();
    assertThat(found.reached()).isEqualTo(1);
    // The least margin in the ball, by duality of the norms. L2 nears it along an arc: steps of 2.5
    // budgets in all bring the angle a to the optimum down to tan(a/2) = exp(-2.5) tan(a_0/2).
    double share = norm == BudgetNorm.L2 ? 0.06 : 1e-9;
    assertThat(margin).isEqualTo(Vectors.dot(a, x) - budget * dual, within(share * budget * dual));
  }

  @Test
  void projectedGradient_tooSmallABudget_staysInsideItAndFails() {
    Affine affine = Affine.random(6);
    double budget = 0.9 * affine.distance();

    AttackResult found =
        run(
            new ProjectedGradient(BudgetNorm.L2, budget, 20, Box.UNBOUNDED),
            affine.classifier(),
            affine.x(),
            6);

    assertThat(found.succeeded()).isFalse();
    assertThat(found.reached()).isEqualTo(found.label());
    assertThat(found.norm()).isBetween(0.5 * budget, budget * (1 + 1e-12));
  }

  @Test
  void projectedGradient_withABox_staysInBoxAndBall() {
    double[] x = new double[D];
    Arrays.fill(x, 0.9);
    AnalyticClassifier classifier =
        AnalyticClassifiers.affine(
            List.of(new double[D], RandomMatrices.gaussian(new SplittableRandom(7), D))
                .toArray(double[][]::new),
            new double[] {1, 0});
    Box box = new Box(0, 1);

    AttackResult found =
        run(new ProjectedGradient(BudgetNorm.LINF, 0.3, 20, box), classifier, x, 8);

    assertThat(found.point()).containsExactly(box.clip(found.point()));
    for (double change : found.perturbation()) {
      assertThat(Math.abs(change)).isLessThanOrEqualTo(0.3 + 1e-12);
    }
  }

  @Test
  void projectedGradient_sameSeed_sameResult() {
    Affine affine = Affine.random(9);
    Attack attack = new ProjectedGradient(BudgetNorm.L2, 0.1, 3, Box.UNBOUNDED);

    double[] first = run(attack, affine.classifier(), affine.x(), 1).point();
    double[] again = run(attack, affine.classifier(), affine.x(), 1).point();
    double[] other = run(attack, affine.classifier(), affine.x(), 2).point();

    assertThat(again).containsExactly(first);
    assertThat(Vectors.distance(other, first)).isGreaterThan(1e-6);
  }

  @Test
  void searchAttack_deepFoolTimesTwo_goesTwiceAsFar() {
    Affine affine = Affine.random(2);
    AttackResult found =
        run(new SearchAttack(new DeepFool(), 2, Box.UNBOUNDED), affine.classifier(), affine.x(), 1);

    assertThat(found.succeeded()).isTrue();
    assertThat(found.norm()).isEqualTo(2 * 1.02 * (affine.distance() + 1e-4), within(1e-9));
    assertThat(found.evaluations().forward()).isPositive();
  }

  @Test
  void constructors_impossibleNumbers_sayWhatIsExpected() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ProjectedGradient(BudgetNorm.L2, 0, 1, Box.UNBOUNDED))
        .withMessageContaining("positive budget");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DecoupledDirectionAndNorm(1, 1, Box.UNBOUNDED))
        .withMessageContaining("gamma < 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FastMinimumNorm(0, 0.05, OptionalInt.empty(), Box.UNBOUNDED))
        .withMessageContaining("steps >= 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SearchAttack(new DeepFool(), 0, Box.UNBOUNDED))
        .withMessageContaining("positive alpha");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Box(1, 1))
        .withMessageContaining("low < high");
  }
}
