package io.separatrix.studies.curvature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.separatrix.data.ImageShape;
import io.separatrix.geometry.Quantiles;
import io.separatrix.geometry.UniformSampling;
import io.separatrix.geometry.curvature.LanczosSpectrum;
import io.separatrix.studies.Scene;
import io.separatrix.testkit.Ball;
import io.separatrix.testkit.Cylinder;
import io.separatrix.testkit.KnownRegion;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OperatorsStudyTest {

  private static final ImageShape SHAPE = new ImageShape(1, 4, 6);
  private static final int D = SHAPE.dimension();
  private static final int IMAGES = 12;

  /** Pairs of draws of {@link OperatorKind#GAUSSIAN}. */
  private static final int DRAWS = 512;

  private static double[] ratio(OperatorsStudy.Row row) {
    return Scene.ends(row.curvatureRatio());
  }

  private static double[] signs(OperatorsStudy.Row row) {
    return Scene.ends(row.signAgreement());
  }

  private static void assertStep(OperatorsStudy.Summary summary, Scene scene, KnownRegion region) {
    assertThat(summary.step())
        .isEqualTo(
            Quantiles.of(IntStream.range(0, IMAGES).mapToDouble(i -> region.distance(scene.at(i)))),
            within(1e-5));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void ofAll_ball_everyOperatorBendsAlikeInAllDirections(boolean inside) {
    Ball ball = new Ball(new double[D], 2.5);
    Scene scene =
        Scene.of(
            ball.classifier(),
            SHAPE,
            inside
                ? Scene.around(ball.centre(), IMAGES, 1, 2.3, 1)
                : Scene.around(ball.centre(), IMAGES, 2.7, 4, 1));
    OperatorsStudy.Summary summary = scene.run(OperatorsStudy.ofAll()).summary();
    assertThat(summary.points()).isEqualTo(IMAGES);
    assertStep(summary, scene, ball);
    // A smooth network needs no surrogate; the others at two scales.
    assertThat(summary.operators())
        .extracting(OperatorsStudy.Row::operator)
        .containsExactly("exact", "gradient", "gradient", "gaussian", "gaussian");
    for (OperatorsStudy.Row row : summary.operators()) {
      assertThat(row.normalCosine()).isEqualTo(1, within(1e-9));
      assertThat(row.positiveLeading()).isEqualTo(inside ? 0 : 1);
      for (double end : ratio(row)) {
        assertThat(end).isEqualTo(1, within(1e-6));
      }
      assertThat(signs(row)[1]).isEqualTo(1);
      assertThat(signs(row)[0]).isBetween(0.5, 0.999);
      assertThat(row.surrogate()).isNull();
    }
    assertThat(summary.operators().get(0).step()).isNull();
    assertThat(summary.operators().get(1).step()).isEqualTo(summary.step());
    assertThat(summary.operators().get(2).step())
        .isEqualTo(10 * Math.sqrt(D) * Scene.RANGE.width() / 512, within(1e-12));
  }

  @Test
  void curvature_gaussianOnABall_withinTheScatterOfItsDraws() {
    double radius = 2.5;
    Ball ball = new Ball(new double[D], radius);
    Scene scene =
        Scene.of(ball.classifier(), SHAPE, Scene.around(ball.centre(), IMAGES, 1, 2.3, 1));
    CurvatureStudy.Result result =
        scene.run(
            new CurvatureStudy(SpectrumSettings.fast(OperatorKind.GAUSSIAN).asDense(), IMAGES, 0));
    // -1/R times the sample covariance of so many normal draws: the trace over d - 1 has a relative
    // deviation of sqrt(2 / (draws (d - 1))), and all eigenvalues are in (1 -+ sqrt(d / draws) -+
    // t)^2 but with probability 2 exp(-draws t^2 / 2) (Davidson, Szarek, 2001).
    double deviation = Math.sqrt(2.0 / (DRAWS * (D - 1.0)));
    double edge = Math.sqrt((double) D / DRAWS) + 5 / Math.sqrt(DRAWS);
    for (double mean : Scene.numbers(result, "meanCurvature")) {
      assertThat(mean).isEqualTo(-1 / radius, within(5 * deviation / radius));
    }
    for (double[] profile : result.profiles()) {
      for (double curvature : profile) {
        assertThat(-curvature * radius).isBetween((1 - edge) * (1 - edge), (1 + edge) * (1 + edge));
      }
    }
    assertThat(result.summary().agreement().agrees()).isTrue();
    assertThat(result.summary().positiveFraction().estimate()).isZero();
  }

  @Test
  void run_cylinder_leadingDirectionsAreTheRoundOnes() {
    int round = 5;
    double radius = 2;
    Cylinder cylinder = new Cylinder(D, round, radius);
    SplittableRandom random = new SplittableRandom(2);
    double[][] points = new double[IMAGES][];
    for (int i = 0; i < IMAGES; i++) {
      double[] x = UniformSampling.onSphere(random, D, 3);
      double away = i % 2 == 0 ? 1.5 : 2.4;
      System.arraycopy(UniformSampling.onSphere(random, round, away), 0, x, 0, round);
      points[i] = x;
    }
    Scene scene = Scene.of(cylinder.classifier(), SHAPE, points);
    LanczosSpectrum lanczos = new LanczosSpectrum(round - 1, D - 1, 1, 4);
    List<SpectrumSettings> candidates =
        List.of(
            new SpectrumSettings(OperatorKind.EXACT, null, 0, false, lanczos),
            new SpectrumSettings(OperatorKind.GRADIENT, null, 0, false, lanczos),
            new SpectrumSettings(OperatorKind.GRADIENT, null, 0.1, false, lanczos),
            new SpectrumSettings(OperatorKind.GAUSSIAN, null, 0, false, lanczos));
    OperatorsStudy.Summary summary = scene.run(new OperatorsStudy(candidates)).summary();
    assertStep(summary, scene, cylinder);
    assertThat(summary.leading()).isEqualTo(round - 1);
    // Along random tangents (m - 1)/(d - 1) of what it is along round ones; the mean of 64 of them
    // has a relative deviation of sqrt(2 (d - m) / ((m - 1) (d + 1)) / 64) = 0.08, which makes its
    // inverse 0.007 too large; five deviations of the mean over 12 points are 0.12.
    double ratio = (D - 1.0) / (round - 1);
    for (OperatorsStudy.Row row : summary.operators().subList(0, 3)) {
      assertThat(ratio(row)[1]).isEqualTo(ratio, within(0.13 * ratio));
      assertThat(row.overlap()).isEqualTo(1, within(1e-9));
      assertThat(row.repeatability()).isEqualTo(1, within(1e-9));
      // Inside they bend one way, outside the other.
      assertThat(row.positiveLeading()).isEqualTo(0.5);
      assertThat(signs(row)[1]).isEqualTo(1);
      assertThat(row.normalCosine()).isEqualTo(1, within(1e-9));
      assertThat(row.asymmetry()).isEqualTo(0, within(1e-6));
    }
    OperatorsStudy.Row gaussian = summary.operators().get(3);
    assertThat(gaussian.positiveLeading()).isEqualTo(0.5);
    assertThat(signs(gaussian)[1]).isEqualTo(1);
    // No direction is bent more than the round ones.
    assertThat(ratio(gaussian)[1]).isLessThanOrEqualTo(ratio(summary.operators().get(0))[1]);
    // Off its diagonal block the noise has entries of 1/sqrt(draws), halved by the symmetric part,
    // so each leading direction is off by a squared sine of some (d - m) / (4 draws) = 0.01.
    assertThat(gaussian.overlap()).isBetween(0.95, 1.0);
    assertThat(gaussian.repeatability()).isBetween(0.9, 1.0);
  }
}
