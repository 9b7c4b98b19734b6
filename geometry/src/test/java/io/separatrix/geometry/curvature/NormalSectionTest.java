package io.separatrix.geometry.curvature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.separatrix.geometry.AnalyticClassifiers;
import io.separatrix.geometry.LogitCombination;
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
}
