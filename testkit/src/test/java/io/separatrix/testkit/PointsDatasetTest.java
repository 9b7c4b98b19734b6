package io.separatrix.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.separatrix.data.Dataset;
import io.separatrix.data.ImageShape;
import io.separatrix.data.PixelRange;
import org.junit.jupiter.api.Test;

class PointsDatasetTest implements DatasetContract {

  private static final PixelRange RANGE = new PixelRange(-3, 3);
  private static final double[][] POINTS = {{-3, 0}, {0.1, 0.2}, {2, 3}};

  @Override
  public Dataset open() {
    return PointsDataset.labelled(RANGE, POINTS, AnalyticClassifiers.ball(2, 1));
  }

  @Override
  public int classes() {
    return 2;
  }

  @Test
  void pixels_inTheirOwnRange_areThePointsToTheBit() {
    assertThat(open().pixels(1, RANGE)).containsExactly(0.1, 0.2);
    assertThat(open().pixels(0, PixelRange.UNIT)).containsExactly(0, 0.5);
    assertThat(open().label(0)).hasValue(1);
    assertThat(open().label(1)).hasValue(0);
    assertThat(open().shape()).isEqualTo(new ImageShape(1, 1, 2));
  }

  @Test
  void new_pointsThatDoNotFit_areRefused() {
    ImageShape shape = new ImageShape(1, 1, 3);
    assertThatThrownBy(() -> new PointsDataset("p", shape, RANGE, POINTS))
        .hasMessageContaining("expected points of 1 x 1 x 3 values, found 2");
    ImageShape pair = new ImageShape(2, 1, 1);
    assertThatThrownBy(() -> new PointsDataset("p", pair, PixelRange.UNIT, POINTS))
        .hasMessageContaining("expected points in 0,1");
    assertThatThrownBy(() -> new PointsDataset("p", pair, RANGE, POINTS, 1))
        .hasMessageContaining("found 3 points and 1 labels");
    assertThat(new PointsDataset("p", pair, RANGE, POINTS).label(0)).isEmpty();
  }
}
