package io.separatrix.geometry.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ConvexPathTest {

  private static final ConvexPath CORNER =
      new ConvexPath(List.of(new double[] {0, 0}, new double[] {3, 0}, new double[] {3, 4}));

  @Test
  void length_addsTheSegments() {
    assertThat(CORNER.length()).isEqualTo(7);
    assertThat(CORNER.straightDistance()).isEqualTo(5);
    assertThat(CORNER.arcLengths()).containsExactly(0, 3, 7);
    assertThat(CORNER.straight()).isFalse();
  }

  @Test
  void at_arcLength_followsThePathAndGoesOnBeyondItsEnds() {
    assertThat(CORNER.at(2)).containsExactly(2, 0);
    assertThat(CORNER.at(3)).containsExactly(3, 0);
    assertThat(CORNER.at(5)).containsExactly(3, 2);
    assertThat(CORNER.at(-1)).containsExactly(-1, 0);
    assertThat(CORNER.at(9)).containsExactly(3, 6);
  }

  @Test
  void constructor_withOneAnchor_isRefused() {
    assertThatThrownBy(() -> new ConvexPath(List.of(new double[2])))
        .hasMessageContaining("found 1");
  }
}
