package io.separatrix.geometry.curvature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.separatrix.geometry.LogitCombination;
import io.separatrix.testkit.AnalyticClassifiers;
import org.junit.jupiter.api.Test;

final class NormalSectionTest {

  @Test
  void trace_sphere_followsTheCircle() {
    double radius = 2;
    double[] z = {radius, 0, 0};
    NormalSection section =
        AnalyticClassifiers.ball(3, radius)
            .run(
                z,
                (p, f) ->
                    NormalSection.trace(
                        p,
                        LogitCombination.difference(1, 0),
                        new double[] {1, 0, 0},
                        new double[] {0, 1, 0},
                        1,
                        1,
                        21,
                        1 / radius,
                        f));
    for (int i = 0; i < 21; i++) {
      double t = section.t()[i];
      assertThat(section.s()[i])
          .isEqualTo(Math.sqrt(radius * radius - t * t) - radius, within(1e-8));
    }
  }

  @Test
  void trace_pointOffTheBoundary_followsItsLevelSet() {
    // z lies on the sphere of radius 3, not on the boundary, of radius 2.
    NormalSection section =
        AnalyticClassifiers.ball(3, 2)
            .run(
                new double[] {3, 0, 0},
                (p, f) ->
                    NormalSection.trace(
                        p,
                        LogitCombination.difference(1, 0),
                        new double[] {1, 0, 0},
                        new double[] {0, 1, 0},
                        1,
                        1,
                        21,
                        1 / 3.0,
                        f));
    assertThat(section.s()[10]).isEqualTo(0, within(1e-9));
    assertThat(section.s()[20]).isEqualTo(Math.sqrt(8) - 3, within(1e-8));
    assertThat(section.acrossWidth()).isEqualTo(2 * (3 - Math.sqrt(8)), within(1e-8));
  }

  @Test
  void acrossWidth_endsNotFound_takesTheWidestThatWas() {
    double[] t = {-2, -1, 0, 1, 2};
    double none = Double.NaN;
    assertThat(new NormalSection(t, new double[] {none, -1, 0, -2, 3}, 0).acrossWidth())
        .isEqualTo(3);
    assertThat(new NormalSection(t, new double[] {none, none, 0, 1, 2}, 0).acrossWidth()).isNaN();
  }
}
