package io.separatrix.studies;

import static org.assertj.core.api.Assertions.assertThat;

import io.separatrix.data.ImageShape;
import io.separatrix.experiment.run.Finding;
import io.separatrix.network.NetworkKind;
import io.separatrix.testkit.AnalyticClassifiers;
import io.separatrix.testkit.Ball;
import io.separatrix.testkit.HalfSpace;
import org.junit.jupiter.api.Test;

class InspectStudyTest {

  private static final ImageShape SHAPE = new ImageShape(2, 1, 3);
  private static final double[][] POINTS = Scene.around(new double[6], 12, 0.5, 4, 1);

  @Test
  void run_ball_isSmooth() {
    Ball ball = new Ball(new double[6], 2);
    InspectStudy.Result result = Scene.of(ball.classifier(), SHAPE, POINTS).run(new InspectStudy());
    assertThat(result.kind()).isEqualTo(NetworkKind.SMOOTH);
    InspectStudy.Summary summary = result.summary();
    assertThat(summary.kind()).isEqualTo(NetworkKind.SMOOTH.id());
    assertThat(summary.piecewiseLinear()).isFalse();
    assertThat(summary.classes()).isEqualTo(2);
    assertThat(summary.classNames()).hasSize(2);
    assertThat(summary.inputShape()).containsExactly(2, 1, 3);
    assertThat(summary.range()).containsExactly(Scene.RANGE.low(), Scene.RANGE.high());
    assertThat(summary.preflight()).extracting(Finding::name).contains(NetworkKind.SMOOTH.id());
  }

  @Test
  void run_halfSpace_isPiecewiseLinear() {
    HalfSpace half = new HalfSpace(new double[] {1, 0, -2, 0, 1, 1}, 0.3);
    InspectStudy.Result result = Scene.of(half.classifier(), SHAPE, POINTS).run(new InspectStudy());
    assertThat(result.kind()).isEqualTo(NetworkKind.PIECEWISE_LINEAR);
    assertThat(result.summary().kind()).isEqualTo(NetworkKind.PIECEWISE_LINEAR.id());
    assertThat(result.summary().piecewiseLinear()).isTrue();
  }

  @Test
  void run_cells_countsTheirClasses() {
    double[][] centres = Scene.around(new double[6], 5, 2, 3, 2);
    InspectStudy.Result result =
        Scene.of(AnalyticClassifiers.voronoi(centres), SHAPE, POINTS).run(new InspectStudy());
    // Logits are quadratic, their differences are not.
    assertThat(result.kind()).isEqualTo(NetworkKind.PIECEWISE_LINEAR);
    assertThat(result.summary().classes()).isEqualTo(5);
    assertThat(result.summary().classNames()).hasSize(5);
  }
}
