package io.separatrix.studies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.separatrix.data.ImageShape;
import io.separatrix.geometry.path.Pair;
import io.separatrix.geometry.region.Grid;
import io.separatrix.geometry.region.Mark;
import io.separatrix.testkit.Annulus;
import io.separatrix.testkit.Ball;
import io.separatrix.testkit.HalfSpace;
import org.junit.jupiter.api.Test;

/** Maps of regions against their areas; a cell at the rim counts whole or not at all. */
class SliceStudyTest {

  private static final ImageShape SHAPE = new ImageShape(2, 2, 1);
  private static final int RESOLUTION = 120;

  /** Share of a map by which the cells along the edge of a convex figure and the map are off. */
  private static double cells(Grid grid) {
    return 2.0 / grid.rows() + 2.0 / grid.columns();
  }

  private static Mark mark(SliceSample map, String name) {
    return map.marks().stream().filter(m -> m.name().equals(name)).findFirst().orElseThrow();
  }

  private static void assertGrid(Grid grid, double minS, double maxS, double halfHeight) {
    assertThat(grid.minS()).isEqualTo(minS, within(1e-9));
    assertThat(grid.maxS()).isEqualTo(maxS, within(1e-9));
    assertThat(grid.minT()).isEqualTo(-halfHeight, within(1e-9));
    assertThat(grid.maxT()).isEqualTo(halfHeight, within(1e-9));
    assertThat(grid.columns()).isEqualTo(RESOLUTION);
  }

  @Test
  void run_halfSpace_theRegionEndsAtTheDistanceOnBothMaps() {
    // x_0 < 1, and a way of length 4 along it at a distance of 0.6.
    HalfSpace half = new HalfSpace(new double[] {-1, 0, 0, 0}, 1);
    double[][] points = {{0.4, -1, 0, 0.5}, {0.4, 3, 0, 0.5}, {2, 0, 0, 0}};
    SliceStudy.Result result =
        Scene.of(half.classifier(), SHAPE, points).run(new SliceStudy(new Pair(0, 1), RESOLUTION));
    double[] halfHeights = {2, 1};
    SliceStudy.Summary summary = result.summary();
    double[] shares = {summary.shareLeft(), summary.shareRight()};
    for (int side = 0; side < 2; side++) {
      SliceSample map = result.maps().get(side);
      Grid grid = map.grid();
      for (int row = 0; row < grid.rows(); row++) {
        // The axis goes along r, out of the region.
        int label = grid.t(row) <= 0.6 ? 0 : 1;
        assertThat(map.labels()[row]).containsOnly(label);
        for (double margin : map.margins()[row]) {
          assertThat(margin).isEqualTo(Math.abs(0.6 - grid.t(row)), within(1e-6));
        }
      }
      double height = halfHeights[side];
      assertThat(shares[side]).isEqualTo((height + 0.6) / (2 * height), within(1.0 / grid.rows()));
      assertThat(mark(map, "z").t()).isEqualTo(0.6, within(1e-6));
      assertThat(mark(map, "z").s()).isEqualTo(0, within(1e-6));
    }
    assertGrid(result.maps().get(0).grid(), -1, 5, 2);
    assertGrid(result.maps().get(1).grid(), -0.4, 4.4, 1);
    assertThat(mark(result.maps().get(0), "x2").s()).isEqualTo(4, within(1e-9));
    assertThat(mark(result.maps().get(0), "x2").t()).isEqualTo(0, within(1e-9));
    assertThat(summary.first()).isZero();
    assertThat(summary.second()).isEqualTo(1);
    assertThat(summary.predicted()).isZero();
    assertThat(summary.anchors()).isEqualTo(2);
    assertThat(summary.labelsLeft()).containsExactly(0, 1);
    assertThat(summary.labelsRight()).containsExactly(0, 1);
    assertThat(summary.points())
        .isEqualTo(
            result.maps().stream().mapToInt(m -> m.grid().rows() * m.grid().columns()).sum());
  }

  /** Area of a disc inside the rectangle of a map over that of the rectangle. */
  private static double shareOfDisc(Grid grid, double s, double t, double radius) {
    int steps = 20_000;
    double width = (grid.maxS() - grid.minS()) / steps;
    double area = 0;
    for (int i = 0; i < steps; i++) {
      double away = grid.minS() + (i + 0.5) * width - s;
      double half = Math.sqrt(Math.max(0, radius * radius - away * away));
      double top = Math.min(grid.maxT(), t + half);
      double bottom = Math.max(grid.minT(), t - half);
      area += width * Math.max(0, top - bottom);
    }
    return area / ((grid.maxS() - grid.minS()) * (grid.maxT() - grid.minT()));
  }

  @Test
  void run_ball_theMapsCutDiscs() {
    // The centre lies below the middle of the way, in the plane of the way and r.
    double reach = 1.6;
    double height = 0.7;
    Ball ball = new Ball(new double[] {0, 1, 0, 0}, 2);
    double[][] points = {{-reach, 1 + height, 0, 0}, {reach, 1 + height, 0, 0}, {5, 5, 0, 0}};
    SliceStudy.Result result =
        Scene.of(ball.classifier(), SHAPE, points).run(new SliceStudy(new Pair(0, 1), RESOLUTION));
    SliceSample left = result.maps().get(0);
    assertGrid(left.grid(), -0.5 * reach, 2.5 * reach, reach);
    double share = shareOfDisc(left.grid(), reach, -height, 2);
    assertThat(share).isBetween(0.5, 0.9);
    assertThat(result.summary().shareLeft()).isEqualTo(share, within(cells(left.grid())));
    // r leads along the radius, up and away from x2.
    double away = Math.hypot(reach, height);
    double norm = 2 - away;
    assertThat(mark(left, "z").s()).isEqualTo(-norm * reach / away, within(1e-5));
    assertThat(mark(left, "z").t()).isEqualTo(norm * height / away, within(1e-5));
    for (int row = 0; row < left.grid().rows(); row++) {
      for (int column = 0; column < left.grid().columns(); column++) {
        double distance = Math.hypot(left.grid().s(column) - reach, left.grid().t(row) + height);
        if (Math.abs(distance - 2) > 1e-4) {
          assertThat(left.labels()[row][column]).isEqualTo(distance < 2 ? 0 : 1);
        }
      }
    }
    // On the right map the second axis is r itself, oblique to the way, and lengths count along it.
    SliceSample right = result.maps().get(1);
    assertGrid(right.grid(), -0.2 * reach, 2.2 * reach, 0.5 * reach);
    for (int row = 0; row < right.grid().rows(); row++) {
      for (int column = 0; column < right.grid().columns(); column++) {
        double t = right.grid().t(row);
        double distance =
            Math.hypot(
                right.grid().s(column) - reach - t * reach / away, height + t * height / away);
        if (Math.abs(distance - 2) > 1e-4) {
          assertThat(right.labels()[row][column]).isEqualTo(distance < 2 ? 0 : 1);
        }
      }
    }
    assertThat(result.path().straight()).isTrue();
  }

  @Test
  void run_noPairGiven_takesAPathThatIsNotStraight() {
    Annulus ring = new Annulus(4, 1.5, 2.5);
    Scene ringScene =
        Scene.of(ring.classifier(), SHAPE, Scene.around(new double[4], 20, 1.7, 2.3, 3));
    SliceStudy.Result bent = ringScene.run(new SliceStudy(null, 24));
    assertThat(bent.path().straight()).isFalse();
    assertThat(bent.summary().anchors()).isGreaterThan(2);
    bent.path().anchors().forEach(anchor -> assertThat(ring.contains(anchor)).isTrue());
    assertThat(bent.path().anchors().get(0)).isEqualTo(ringScene.at(bent.summary().first()));

    Ball ball = new Ball(new double[4], 2);
    SliceStudy.Result straight =
        Scene.of(ball.classifier(), SHAPE, Scene.around(new double[4], 20, 0.5, 1.8, 3))
            .run(new SliceStudy(null, 24));
    assertThat(straight.path().straight()).isTrue();
    assertThat(straight.summary().anchors()).isEqualTo(2);
  }
}
