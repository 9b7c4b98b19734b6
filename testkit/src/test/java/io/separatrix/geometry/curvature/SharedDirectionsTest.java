package io.separatrix.geometry.curvature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.separatrix.geometry.Seeds;
import io.separatrix.geometry.Vectors;
import io.separatrix.testkit.RandomMatrices;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SharedDirectionsTest {

  @Test
  void of_repeatedColumns_findTheirSpan() {
    double[][] q = RandomMatrices.orthogonal(Seeds.random(1, "curvature", 0), 10);
    SharedDirections shared =
        SharedDirections.of(
            List.of(
                q[0],
                q[0],
                q[0],
                q[1],
                q[1],
                Vectors.normalize(Vectors.addScaled(q[2], 0.01, q[1]))),
            200);
    assertThat(shared.basis().length).isEqualTo(3);
    assertThat(Math.abs(Vectors.dot(shared.basis()[0], q[0]))).isEqualTo(1, within(1e-9));
    assertThat(shared.singularValues()[0]).isEqualTo(Math.sqrt(3), within(1e-9));
    assertThat(shared.share(q[1])).isEqualTo(1, within(1e-7));
    assertThat(shared.share(q[5])).isEqualTo(0, within(1e-7));
    assertThat(shared.share(Vectors.add(q[0], q[7]))).isEqualTo(Math.sqrt(0.5), within(1e-7));
  }
}
