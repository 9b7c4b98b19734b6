package io.separatrix.studies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.separatrix.data.ImageShape;
import io.separatrix.experiment.run.PackedDoubles;
import io.separatrix.geometry.path.ConvexPath;
import io.separatrix.testkit.Annulus;
import io.separatrix.testkit.HalfSpace;
import io.separatrix.testkit.TwoBalls;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ComponentsStudyTest {

  private static final ImageShape SHAPE = new ImageShape(1, 2, 3);
  private static final int D = SHAPE.dimension();

  private static ComponentsStudy.Region only(ComponentsStudy.Summary summary) {
    assertThat(summary.labels()).hasSize(1);
    return summary.labels().values().iterator().next();
  }

  @Test
  void run_pointsRoundARing_oneComponentAndAllPathsStay() {
    int points = 12;
    Annulus ring = new Annulus(D, 1.9, 2.1);
    SplittableRandom random = new SplittableRandom(3);
    double[][] images = new double[points][D];
    for (double[] image : images) {
      double angle = random.nextDouble(2 * Math.PI);
      image[0] = 2 * Math.cos(angle);
      image[1] = 2 * Math.sin(angle);
    }
    ComponentsStudy.Result result =
        Scene.of(ring.classifier(), SHAPE, images).run(new ComponentsStudy(4));
    assertThat(only(result.summary()))
        .isEqualTo(new ComponentsStudy.Region(points, 1, points, false));
    assertThat(result.summary().connectedRegions()).isEqualTo(1);
    assertThat(result.summary().paths()).isEqualTo(points - 1);
    assertThat(result.summary().connected()).isEqualTo(points - 1);
    for (ComponentsStudy.Edge edge : result.edges()) {
      List<double[]> anchors = new ArrayList<>();
      anchors.add(images[edge.pair().first()]);
      edge.found().between().stream().map(PackedDoubles::values).forEach(anchors::add);
      anchors.add(images[edge.pair().second()]);
      ConvexPath path = new ConvexPath(anchors);
      for (int i = 0; i <= 500; i++) {
        assertThat(ring.contains(path.at(path.length() * i / 500))).isTrue();
      }
    }
  }

  @Test
  void run_twoBalls_twoComponentsWhateverIsTried() {
    double[] first = new double[D];
    double[] second = new double[D];
    second[D - 1] = 3;
    TwoBalls balls = new TwoBalls(first, second, 1);
    double[][] images =
        Scene.both(Scene.around(first, 6, 0.3, 0.95, 1), Scene.around(second, 3, 0.3, 0.95, 2));
    ComponentsStudy.Result result =
        Scene.of(balls.classifier(), SHAPE, images).run(new ComponentsStudy(3));
    assertThat(only(result.summary())).isEqualTo(new ComponentsStudy.Region(9, 2, 6, false));
    assertThat(result.summary().connectedRegions()).isZero();
    assertThat(result.components().values().iterator().next())
        .containsExactly(
            IntStream.range(0, 6).boxed().toList(), IntStream.range(6, 9).boxed().toList());
    // Seven paths in the balls; one across, the nearest, in each round, and from hub to hub.
    assertThat(result.summary().connected()).isEqualTo(7);
    assertThat(result.summary().paths()).isBetween(7 + 3, 7 + 1 + 2 + 2);
    assertThat(result.edges().stream().map(ComponentsStudy.Edge::pair)).doesNotHaveDuplicates();
  }

  @Test
  void run_twoHalfSpaces_oneComponentEachByLabel() {
    HalfSpace half = new HalfSpace(new double[] {1, 0, 0, 0, 0, 0}, 0);
    double[][] images = new double[7][D];
    for (int i = 0; i < images.length; i++) {
      images[i][0] = i < 3 ? -1 - i : i;
      images[i][1] = i % 2;
    }
    ComponentsStudy.Result result =
        Scene.of(half.classifier(), SHAPE, images).run(new ComponentsStudy(1));
    assertThat(result.summary().labels().values())
        .containsExactlyInAnyOrder(
            new ComponentsStudy.Region(3, 1, 3, false), new ComponentsStudy.Region(4, 1, 4, false));
    assertThat(result.summary().images()).isEqualTo(7);
    assertThat(result.summary().paths()).isEqualTo(5);
    assertThat(result.rows()).hasSize(5);
  }

  @Test
  void constructor_noRound_isRefused() {
    assertThatThrownBy(() -> new ComponentsStudy(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0");
  }
}
