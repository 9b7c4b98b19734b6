package io.separatrix.studies.curvature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.separatrix.data.ImageShape;
import io.separatrix.experiment.Experiment;
import io.separatrix.geometry.Orientation;
import io.separatrix.geometry.Proportion;
import io.separatrix.geometry.Quantiles;
import io.separatrix.studies.BoundaryStudy;
import io.separatrix.studies.Scene;
import io.separatrix.testkit.AnalyticClassifier;
import io.separatrix.testkit.AnalyticClassifiers;
import io.separatrix.testkit.Ball;
import io.separatrix.testkit.Ellipsoid;
import io.separatrix.testkit.KnownRegion;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Nine dimensions, whose tangent frames of eight fill a block of sixteen directions twice, so that
 * the mean of the second differences of a quadratic is the mean curvature itself at any step.
 */
class AsymmetryStudyTest {

  private static final ImageShape SHAPE = new ImageShape(1, 3, 3);
  private static final int D = SHAPE.dimension();
  private static final int IMAGES = 10;
  private static final int DIRECTIONS = 64;

  private static double low(AsymmetryStudy.Side side) {
    return side.expected().low();
  }

  private static double high(AsymmetryStudy.Side side) {
    return side.expected().high();
  }

  private static double median(Scene scene, KnownRegion region) {
    return Quantiles.of(
        scene.images().items().stream().mapToDouble(i -> region.distance(scene.at(i))));
  }

  private static void assertSide(AsymmetryStudy.Side side, int sign, boolean positiveExpected) {
    assertThat(side.expected().count()).isEqualTo(IMAGES);
    assertThat(side.certain()).isEqualTo(IMAGES);
    assertThat(side.belowNoise()).isZero();
    assertThat(side.positiveFraction()).isEqualTo(sign > 0 ? 1 : 0);
    assertThat(side.negativeFraction()).isEqualTo(sign > 0 ? 0 : 1);
    Proportion expected = new Proportion(positiveExpected == sign > 0 ? IMAGES : 0, IMAGES);
    assertThat(low(side)).isEqualTo(expected.low(), within(1e-12));
    assertThat(high(side)).isEqualTo(expected.high(), within(1e-12));
  }

  /** The sign at clean images is the first, at perturbed ones the other. */
  private static void assertSigns(AsymmetryStudy.Summary summary, int clean) {
    assertThat(summary.points()).isEqualTo(IMAGES);
    assertThat(summary.orientation()).isEqualTo(Orientation.REGION_OF_X.name());
    for (AsymmetryStudy.AtStep at : summary.steps()) {
      assertSide(at.clean(), clean, true);
      assertSide(at.perturbed(), -clean, false);
    }
    assertThat(summary.clean()).isEqualTo(summary.steps().get(1).clean());
    assertThat(summary.perturbed()).isEqualTo(summary.steps().get(1).perturbed());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void run_ball_oneOverTheRadiusBySide(boolean inside) {
    Ball ball = new Ball(new double[] {1, 0, 0, 0, -1, 0, 0, 0, 0}, 2.5);
    double[][] points =
        inside
            ? Scene.around(ball.centre(), IMAGES, 1, 2.3, 1)
            : Scene.around(ball.centre(), IMAGES, 2.7, 4, 1);
    Scene scene = Scene.of(ball.classifier(), SHAPE, points);
    AsymmetryStudy.Result result = scene.run(new AsymmetryStudy(List.of(), DIRECTIONS, IMAGES));
    // Inward from inside the region bulges; its complement does the opposite.
    int clean = inside ? -1 : 1;
    assertSigns(result.summary(), clean);
    double median = median(scene, ball);
    assertThat(result.summary().medianNorm()).isEqualTo(median, within(2e-6));
    assertThat(result.summary().step()).isEqualTo(median, within(2e-6));
    for (int s = 0; s < AsymmetryStudy.DEFAULT_SCALES.size(); s++) {
      assertThat(result.summary().steps().get(s).step())
          .isEqualTo(AsymmetryStudy.DEFAULT_SCALES.get(s) * median, within(2e-5));
    }
    double[] means = Scene.numbers(result, "meanCurvature");
    List<Object> kinds = Scene.column(result, "image");
    List<Object> labels = Scene.column(result, "label");
    assertThat(means).hasSize(2 * IMAGES * AsymmetryStudy.DEFAULT_SCALES.size());
    for (int row = 0; row < means.length; row++) {
      boolean natural = kinds.get(row).equals("clean");
      assertThat(labels.get(row)).isEqualTo(natural == inside ? 0 : 1);
      assertThat(means[row]).isEqualTo((natural ? clean : -clean) / 2.5, within(1e-6));
    }
  }

  @Test
  void run_ellipsoid_meanOfTheCurvaturesAtTheNearestPointsAndItsNegative() {
    double[] axes = new double[D];
    Arrays.setAll(axes, i -> 1.5 + 0.25 * i);
    Ellipsoid ellipsoid = new Ellipsoid(axes);
    double[][] points = Scene.around(new double[D], IMAGES, 0.85, 0.95, 2);
    for (double[] x : points) {
      Arrays.setAll(x, i -> x[i] * axes[i]);
    }
    Scene scene = Scene.of(ellipsoid.classifier(), SHAPE, points);
    AsymmetryStudy.Result result;
    BoundaryStudy.Result nearest;
    try (Experiment experiment = scene.open()) {
      result = experiment.run(new AsymmetryStudy(List.of(0.1, 1.0), DIRECTIONS, IMAGES));
      nearest = experiment.run(BoundaryStudy.shared());
    }
    AsymmetryStudy.Summary summary = result.summary();
    double median = median(scene, ellipsoid);
    assertThat(summary.medianNorm()).isEqualTo(median, within(1e-3 * median));
    assertThat(summary.step()).isEqualTo(Math.abs(Math.log(median)) < Math.log(10) / 2 ? 1 : 0.1);
    double[] means = Scene.numbers(result, "meanCurvature");
    List<Object> kinds = Scene.column(result, "image");
    double[] index = Scene.numbers(result, "index");
    for (int row = 0; row < means.length; row++) {
      double[] x = points[(int) index[row]];
      double known = ellipsoid.meanCurvature(ellipsoid.nearest(x));
      assertThat(known).isNegative();
      boolean natural = kinds.get(row).equals("clean");
      // A boundary point may be longer than the nearest by a thousandth, and so beside it.
      assertThat(means[row]).isEqualTo(natural ? known : -known, within(0.01 * Math.abs(known)));
      if (natural) {
        // What was taken at the point that was found is exact.
        double[] found = nearest.samples().get((int) index[row]).at(x, 1);
        assertThat(means[row]).isEqualTo(ellipsoid.meanCurvature(found), within(1e-6));
      }
    }
    for (AsymmetryStudy.AtStep at : summary.steps()) {
      assertSide(at.clean(), -1, true);
      assertSide(at.perturbed(), 1, false);
    }
    assertThat(summary.correlation()).isBetween(-1.0, -0.999);
  }

  @Test
  void run_halfSpace_noSignIsCertain() {
    double[] a = new double[D];
    Arrays.setAll(a, i -> 1 + i);
    double[] none = new double[D];
    none[0] = 0.5;
    // By the logits at the boundary rounding is judged, so they are not near zero.
    AnalyticClassifier half =
        AnalyticClassifiers.affine(new double[][] {a, none}, new double[] {21.5, 20});
    AsymmetryStudy.Summary summary =
        Scene.of(half, SHAPE, Scene.around(new double[D], IMAGES, 1, 3, 3))
            .run(new AsymmetryStudy(List.of(), DIRECTIONS, IMAGES))
            .summary();
    assertThat(summary.points()).isEqualTo(IMAGES);
    for (AsymmetryStudy.AtStep at : summary.steps()) {
      for (AsymmetryStudy.Side side : List.of(at.clean(), at.perturbed())) {
        // Rounding has signs, but none that counts: the interval leaves all of them open.
        assertThat(low(side)).isZero();
        assertThat(side.certain()).isZero();
      }
    }
  }
}
