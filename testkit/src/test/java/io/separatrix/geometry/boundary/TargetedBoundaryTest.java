package io.separatrix.geometry.boundary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.separatrix.geometry.Vectors;
import io.separatrix.testkit.AnalyticClassifier;
import io.separatrix.testkit.AnalyticClassifiers;
import io.separatrix.testkit.RandomMatrices;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetedBoundaryTest {

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void search_amongVoronoiCells_entersTheTargetAndIsNearlyShortest(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] centres = RandomMatrices.gaussian(random, 6, 8);
    AnalyticClassifier classifier = AnalyticClassifiers.voronoi(centres);
    double[] x = RandomMatrices.gaussian(random, 8);
    for (int target = 0; target < centres.length; target++) {

      BoundaryPoint found = classifier.run(x, new TargetedBoundary(target)::search);

      assertThat(found.converged()).isTrue();
      assertThat(Vectors.argmax(classifier.logits(new double[][] {found.point()})[0]))
          .isEqualTo(target);
      double shortest = distanceToCell(centres, target, x);
      assertThat(found.norm()).isBetween(shortest, 1.025 * shortest + 1e-6);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void search_quick_entersTheTargetFartherAwayWithFewerEvaluations(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    AnalyticClassifier classifier =
        AnalyticClassifiers.voronoi(RandomMatrices.gaussian(random, 6, 8));
    double[] x = RandomMatrices.gaussian(random, 8);
    int label = Vectors.argmax(classifier.logits(new double[][] {x})[0]);
    for (int target = 0; target < 6; target++) {
      if (target != label) {

        BoundaryPoint quick =
            classifier.run(x, new TargetedBoundary(target, Refinement.QUICK)::search);

        BoundaryPoint full = classifier.run(x, new TargetedBoundary(target)::search);
        assertThat(Vectors.argmax(classifier.logits(new double[][] {quick.point()})[0]))
            .isEqualTo(target);
        assertThat(quick.norm()).isGreaterThan(full.norm() * (1 - 1e-3));
        assertThat(quick.evaluations().total()).isLessThan(full.evaluations().total());
      }
    }
  }

  @Test
  void search_fromFarAway_entersTheBall() {
    double[] x = {40, 30, 0};

    BoundaryPoint found = AnalyticClassifiers.ball(3, 2).run(x, new TargetedBoundary(0)::search);

    assertThat(found.converged()).isTrue();
    assertThat(Vectors.norm(found.point())).isLessThan(2);
    assertThat(found.label()).isEqualTo(1);
    assertThat(found.adjacent()).isZero();
    assertThat(found.norm()).isBetween(48.0, 49.0);
  }

  @Test
  void search_fromInsideTheTarget_staysThere() {
    double[] x = {0.5, 0.1};

    BoundaryPoint found = AnalyticClassifiers.ball(2, 2).run(x, new TargetedBoundary(0)::search);

    assertThat(found.converged()).isTrue();
    assertThat(found.norm()).isZero();
    assertThat(found.point()).containsExactly(x);
  }

  @Test
  void search_ofConstantClassifier_endsUnconverged() {
    double[] x = {0.5, 0.1};

    BoundaryPoint found =
        AnalyticClassifiers.constant(2, 1, 0, 2).run(x, new TargetedBoundary(0)::search);

    assertThat(found.converged()).isFalse();
    assertThat(found.norm()).isZero();
    assertThat(found.label()).isEqualTo(2);
    assertThat(found.cosine()).isNotNaN();
  }

  @Test
  void search_forAClassThatDoesNotExist_saysSo() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                AnalyticClassifiers.ball(2, 2).run(new double[2], new TargetedBoundary(2)::search))
        .withMessageContaining("2 classes");
  }

  @Test
  void boundary_ofAffineClassifier_isExact() {
    double[][] w = {{1, 0}, {0, 2}};
    double[] b = {0, 0};

    BoundaryPoint z =
        AnalyticClassifiers.affine(w, b)
            .run(new double[] {3, 1}, new TargetedBoundary(1)::boundary);

    assertThat(z.norm()).isCloseTo(1 / Math.sqrt(5), within(1e-5));
    assertThat(z.residual()).isLessThan(1e-5);
    assertThat(z.cosine()).isCloseTo(1, within(1e-9));
  }

  /** Projection on a polyhedral cell by Dykstra's method. */
  private static double distanceToCell(double[][] centres, int target, double[] x) {
    double[][] corrections = new double[centres.length][x.length];
    double[] z = x.clone();
    for (int sweep = 0; sweep < 20_000; sweep++) {
      for (int i = 0; i < centres.length; i++) {
        if (i != target) {
          double[] from = Vectors.add(z, corrections[i]);
          double[] normal = Vectors.subtract(centres[i], centres[target]);
          double[] middle = Vectors.interpolate(centres[i], centres[target], 0.5);
          double beyond = Vectors.dot(normal, Vectors.subtract(from, middle));
          double[] to =
              Vectors.addScaled(from, -Math.max(0, beyond) / Vectors.dot(normal, normal), normal);
          corrections[i] = Vectors.subtract(from, to);
          z = to;
        }
      }
    }
    return Vectors.distance(x, z);
  }
}
