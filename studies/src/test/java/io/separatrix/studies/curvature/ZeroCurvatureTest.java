package io.separatrix.studies.curvature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.separatrix.data.DataException;
import io.separatrix.data.ImageShape;
import io.separatrix.data.Images;
import io.separatrix.data.PixelRange;
import io.separatrix.experiment.Experiment;
import io.separatrix.experiment.check.NoiseImages;
import io.separatrix.experiment.model.Model;
import io.separatrix.experiment.model.Models;
import io.separatrix.network.Constant;
import io.separatrix.network.Graph;
import io.separatrix.network.GraphBuilder;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A flat boundary has a curvature, 0, and no boundary has none; neither is a failure. */
class ZeroCurvatureTest {

  private static final int POINTS = 3;
  private static final ImageShape SHAPE = new ImageShape(1, 5, 5);
  private static final Images IMAGES =
      Images.of(new NoiseImages(SHAPE, 20), PixelRange.UNIT, 0, POINTS);

  /** Affine logits of two classes; with {@code parallel} they differ by a constant. */
  private static Experiment affine(boolean parallel) {
    int d = SHAPE.dimension();
    SplittableRandom random = new SplittableRandom(3);
    double[] weights = new double[2 * d];
    for (int i = 0; i < d; i++) {
      weights[i] = random.nextGaussian();
      weights[d + i] = parallel ? weights[i] : random.nextGaussian();
    }
    GraphBuilder builder = new GraphBuilder("image", List.of(1, 5, 5));
    Graph graph =
        builder.build(
            builder.dense(builder.flatten("image"), "dense"),
            Map.of(
                "dense.weight", Constant.of(weights, 2, d),
                "dense.bias", Constant.of(new double[] {1, 0}, 2)));
    Model model = Models.of("affine", graph, PixelRange.UNIT);
    return Experiment.of(model).data(IMAGES.data()).limit(POINTS).open();
  }

  private static SpectrumSettings settings(OperatorKind kind, boolean dense) {
    return new SpectrumSettings(kind, 1.0, 0, dense, SpectrumSettings.FAST);
  }

  @Test
  void curvature_flatBoundary_isZeroByEveryOperatorAndMethod() {
    try (Experiment experiment = affine(false)) {
      for (OperatorKind kind :
          List.of(OperatorKind.SURROGATE, OperatorKind.EXACT, OperatorKind.GRADIENT)) {
        for (boolean dense : new boolean[] {false, true}) {
          CurvatureStudy.Summary summary =
              experiment.run(new CurvatureStudy(settings(kind, dense), POINTS, 2)).summary();
          assertThat(summary.points()).isEqualTo(POINTS);
          assertThat(summary.profile()).hasSize(24).containsOnly(0.0);
          assertThat(summary.meanCurvature().estimate()).isZero();
          assertThat(summary.positiveFraction().estimate()).isZero();
          assertThat(summary.undetermined()).isZero();
          assertThat(summary.flatFraction().estimate()).isEqualTo(1);
          assertThat(summary.agreement().agrees()).isTrue();
        }
      }
    }
  }

  @Test
  void operatorsAndDirections_flatBoundary_comeToAnEnd() {
    try (Experiment experiment = affine(false)) {
      OperatorsStudy.Summary operators =
          experiment
              .run(
                  new OperatorsStudy(
                      List.of(
                          settings(OperatorKind.SURROGATE, false),
                          settings(OperatorKind.GRADIENT, false))))
              .summary();
      assertThat(operators.points()).isEqualTo(POINTS);
      assertThat(operators.operators()).hasSize(2);
      DirectionsStudy.Summary directions =
          experiment
              .run(
                  new DirectionsStudy(
                      settings(OperatorKind.SURROGATE, false),
                      5,
                      experiment.training(POINTS),
                      POINTS))
              .summary();
      assertThat(directions.ratio()).hasSize(5);
    }
  }

  @Test
  void studies_noBoundary_haveNoPoints() {
    try (Experiment experiment = affine(true)) {
      CurvatureStudy.Summary curvature =
          experiment
              .run(new CurvatureStudy(settings(OperatorKind.SURROGATE, false), POINTS, 2))
              .summary();
      assertThat(curvature.points()).isZero();
      assertThat(curvature.meanCurvature().estimate()).isNaN();
      assertThat(curvature.positiveFraction().estimate()).isNaN();
      OperatorsStudy.Summary operators =
          experiment
              .run(new OperatorsStudy(List.of(settings(OperatorKind.SURROGATE, false))))
              .summary();
      assertThat(operators.points()).isZero();
      AsymmetryStudy.Summary asymmetry =
          experiment.run(new AsymmetryStudy(List.of(), 64, POINTS)).summary();
      assertThat(asymmetry.points()).isZero();
      DirectionsStudy directions =
          new DirectionsStudy(
              settings(OperatorKind.SURROGATE, false), 5, experiment.training(POINTS), POINTS);
      assertThatThrownBy(() -> experiment.run(directions))
          .isInstanceOf(DataException.class)
          .hasMessageContaining("boundary point");
    }
  }
}
