package io.separatrix.geometry.boundary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.separatrix.geometry.Vectors;
import io.separatrix.testkit.AffineDistance;
import io.separatrix.testkit.AnalyticClassifier;
import io.separatrix.testkit.AnalyticClassifiers;
import io.separatrix.testkit.RandomMatrices;
import io.separatrix.testkit.ScalarField;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeepFoolTest {

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void search_ofAffineClassifier_takesOneStepOfTheAuthorsLength(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] w = RandomMatrices.gaussian(random, 5, 12);
    double[] b = RandomMatrices.gaussian(random, 5);
    double[] x = RandomMatrices.gaussian(random, 12);

    BoundaryPoint found = AnalyticClassifiers.affine(w, b).run(x, new DeepFool()::search);

    AffineDistance nearest = AffineDistance.of(w, b, x);
    assertThat(found.label()).isEqualTo(nearest.label());
    assertThat(found.adjacent()).isEqualTo(nearest.adjacent());
    assertThat(found.iterations()).isEqualTo(1);
    assertThat(found.norm()).isCloseTo(1.02 * (nearest.distance() + 1e-4), within(1e-12));
    assertThat(found.cosine()).isCloseTo(1, within(1e-12));
    assertThat(found.converged()).isTrue();
  }

  @Test
  void search_withFewerCandidates_attacksOnlyTheLargestLogits() {
    double[][] w = {{0, 0}, {1, 0}, {0, 100}};
    double[] b = {1, 0, -1};
    AnalyticClassifier classifier = AnalyticClassifiers.affine(w, b);

    BoundaryPoint all = classifier.run(new double[2], new DeepFool()::search);
    BoundaryPoint two = classifier.run(new double[2], new DeepFool(2, 0.02, 50)::search);

    assertThat(all.adjacent()).isEqualTo(2);
    assertThat(two.adjacent()).isEqualTo(1);
  }

  @Test
  void search_ofConstantClassifier_returnsItsOriginUnconverged() {
    double[] x = {1, 2, 3};

    BoundaryPoint found = AnalyticClassifiers.constant(3, 2, 1, 0).run(x, new DeepFool()::search);

    assertThat(found.converged()).isFalse();
    assertThat(found.point()).containsExactly(x);
    assertThat(found.norm()).isZero();
    assertThat(found.cosine()).isZero();
    assertThat(found.adjacent()).isEqualTo(1);
    assertThat(found.residual()).isInfinite();
  }

  @Test
  void search_whenOutOfIterations_returnsItsOriginUnconverged() {
    double[] x = {0.1, 0.2};

    BoundaryPoint found = AnalyticClassifiers.ball(2, 3).run(x, new DeepFool(10, 0, 1)::search);
    BoundaryPoint short_ =
        AnalyticClassifiers.sign(2, new Plateau()).run(x, new DeepFool(10, 0, 3)::search);

    assertThat(found.converged()).isTrue();
    assertThat(short_.converged()).isFalse();
    assertThat(short_.iterations()).isEqualTo(3);
    assertThat(Vectors.allFinite(short_.point())).isTrue();
  }

  @Test
  void constructor_withOneCandidate_saysWhatIsExpected() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DeepFool(1, 0.02, 50))
        .withMessageContaining("candidates >= 2");
  }

  @Test
  void walk_dropsCandidatesFurtherAwayThanTold() {
    ScalarField zero = ScalarField.affine(new double[2], 0);
    ScalarField receding =
        ScalarField.quadratic(new double[][] {{-0.2, 0}, {0, 0}}, new double[] {1, 0}, -1);
    ScalarField far = ScalarField.affine(new double[] {0, 1}, -9);
    AnalyticClassifier classifier = new AnalyticClassifier(2, List.of(zero, receding, far));
    double[] x = new double[2];

    classifier.run(
        x,
        (start, evaluator) -> {
          DeepFoolPath all = new DeepFool().walk(start, Double.POSITIVE_INFINITY, evaluator);
          long gradientsOfAll = evaluator.count().backward();
          DeepFoolPath some = new DeepFool().walk(start, 2, evaluator);
          assertThat(some.point()).isEqualTo(all.point());
          assertThat(some.steps()).isEqualTo(all.steps()).isGreaterThan(1);
          assertThat(gradientsOfAll).isEqualTo(2L * (all.steps() + 1));
          assertThat(evaluator.count().backward() - gradientsOfAll).isEqualTo(all.steps() + 2L);
          return some;
        });
  }

  @Test
  void walk_asksForGradientsAtTheStartOfThoseThatMayBeNear() {
    ScalarField zero = ScalarField.affine(new double[2], 0);
    ScalarField near = ScalarField.affine(new double[] {1, 0}, -1);
    ScalarField steep = ScalarField.affine(new double[] {0, 4}, -6);
    ScalarField farther = ScalarField.affine(new double[] {0, 1}, -6.5);
    ScalarField last = ScalarField.affine(new double[] {0, 1}, -7);
    ScalarField beyond = ScalarField.affine(new double[] {0, 1}, -9);
    AnalyticClassifier classifier =
        new AnalyticClassifier(2, List.of(zero, near, steep, farther, last, beyond));
    double[] x = new double[2];

    classifier.run(
        x,
        (start, evaluator) -> {
          DeepFoolPath walk = new DeepFool().walk(start, 2, evaluator);
          // With the steepest's slope of 4 the last one would be 7/4 away, the one beyond 9/4.
          assertThat(walk.start()).extracting(t -> t.f().classes()[1]).containsExactly(1, 2, 3, 4);
          assertThat(walk.adjacent()).isEqualTo(1);
          return walk;
        });
  }
}
