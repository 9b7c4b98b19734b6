package io.separatrix.studies;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.separatrix.data.ImageShape;
import io.separatrix.geometry.Vectors;
import io.separatrix.studies.curvature.OperatorKind;
import io.separatrix.studies.curvature.SpectrumSettings;
import io.separatrix.studies.detection.DetectPlan;
import io.separatrix.studies.detection.DetectStudy;
import io.separatrix.studies.detection.StatisticKind;
import io.separatrix.studies.gallery.GalleryStudy;
import io.separatrix.testkit.AnalyticClassifier;
import io.separatrix.testkit.AnalyticClassifiers;
import io.separatrix.testkit.Ball;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class GalleryStudyTest {

  private static final ImageShape SHAPE = new ImageShape(1, 2, 4);

  private static GalleryStudy gallery(int shown) {
    return new GalleryStudy(
        shown,
        SpectrumSettings.fast(OperatorKind.EXACT),
        new DetectStudy(DetectPlan.of(StatisticKind.FAST, 100), null));
  }

  /** Images around centres on the axes, in an order of cells. */
  private static Scene cells(int... order) {
    double[][] centres = new double[4][8];
    for (int i = 0; i < 4; i++) {
      centres[i][i] = 3 + i;
    }
    AnalyticClassifier classifier = AnalyticClassifiers.voronoi(centres);
    SplittableRandom random = new SplittableRandom(1);
    double[][] points = new double[order.length][];
    for (int i = 0; i < order.length; i++) {
      double[] x = centres[order[i]].clone();
      for (int j = 0; j < x.length; j++) {
        x[j] += 0.3 * random.nextGaussian();
      }
      points[i] = x;
    }
    Scene scene = Scene.of(classifier, SHAPE, points);
    for (int i = 0; i < order.length; i++) {
      assertThat(scene.images().label(i)).hasValue(order[i]);
    }
    return scene;
  }

  @Test
  void run_cells_oneImageOfEachLabelWithTheNextOfIt() {
    GalleryStudy.Result result = cells(2, 2, 0, 1, 2, 0, 1, 1, 3, 0, 3, 3).run(gallery(10));
    assertThat(result.summary().images()).containsExactly(0, 2, 3, 8);
    assertThat(result.summary().others()).containsExactly(1, 5, 6, 10);
    assertThat(result.stories()).extracting(s -> s.nearest().label()).containsExactly(2, 0, 1, 3);
    for (GalleryStudy.Story story : result.stories()) {
      assertThat(story.ends().oneLabel()).isTrue();
      // Cells are convex, and their walls are flat.
      assertThat(requireNonNull(story.look().path())).hasSize(2);
      assertThat(story.profile().values()).hasSize(7).containsOnly(0.0);
    }
  }

  @Test
  void run_fewShownOrLabelsWithOneImage_pairsComeFirst() {
    Scene scene = cells(3, 0, 1, 0, 2, 1);
    GalleryStudy.Result all = scene.run(gallery(10));
    assertThat(all.summary().images()).containsExactly(1, 2, 0, 4);
    assertThat(all.summary().others()).containsExactly(3, 5, 1, 5);
    assertThat(all.stories())
        .extracting(s -> s.ends().oneLabel())
        .containsExactly(true, true, false, false);
    assertThat(all.stories().get(2).look().path()).isNull();
    assertThat(scene.run(gallery(3)).summary().images()).containsExactly(1, 2, 0);
  }

  @Test
  void run_ball_everyPartOfAStoryIsKnown() {
    Ball ball = new Ball(new double[8], 3);
    List<double[]> points = new ArrayList<>();
    double[][] outside = Scene.around(ball.centre(), 30, 3.2, 4, 2);
    double[][] inside = Scene.around(ball.centre(), 30, 2, 2.8, 3);
    for (int i = 0; i < 30; i++) {
      points.add(outside[i]);
      points.add(inside[i]);
    }
    Scene scene = Scene.of(ball.classifier(), SHAPE, points.toArray(double[][]::new));
    GalleryStudy.Result result = scene.run(gallery(10));
    assertThat(result.summary().images()).containsExactly(0, 1);
    assertThat(result.summary().others()).containsExactly(2, 3);
    for (int i = 0; i < 2; i++) {
      GalleryStudy.Story story = result.stories().get(i);
      double[] x = scene.at(i);
      int sign = i == 0 ? 1 : -1;
      assertThat(story.nearest().norm()).isEqualTo(ball.distance(x), within(2e-6));
      // In the orientation of the region of x, which bulges inward seen from outside.
      assertThat(story.profile().ranks()).containsExactly(1, 2, 3, 4, 5, 6, 7);
      for (double curvature : story.profile().values()) {
        assertThat(curvature).isEqualTo(sign / 3.0, within(1e-6));
      }
      // In the other orientation, at x itself and beyond the boundary.
      GalleryStudy.Verdicts verdicts = requireNonNull(story.look().verdicts());
      assertThat(verdicts.natural()).isEqualTo(ball.detectionStatistic(x), within(1e-9));
      double[] beyond = story.nearest().at(x, 1.02);
      assertThat(verdicts.perturbed()).isEqualTo(ball.detectionStatistic(beyond), within(1e-9));
      assertThat(verdicts.natural() * sign).isNegative();
      assertThat(verdicts.perturbed() * sign).isPositive();
      assertThat(verdicts.recovered()).isEqualTo(story.nearest().label());
      assertThat(story.look().section().labels()[24][12]).isEqualTo(i == 0 ? 1 : 0);
    }
    List<double[]> path = requireNonNull(result.stories().get(1).look().path());
    assertThat(path).hasSize(2);
    assertThat(Vectors.distance(path.get(1), scene.at(3))).isZero();
  }
}
