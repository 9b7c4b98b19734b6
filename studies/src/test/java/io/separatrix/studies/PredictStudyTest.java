package io.separatrix.studies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.separatrix.data.ImageShape;
import io.separatrix.geometry.Proportion;
import io.separatrix.geometry.Quantiles;
import io.separatrix.geometry.Vectors;
import io.separatrix.testkit.Ball;
import io.separatrix.testkit.PointsDataset;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PredictStudyTest {

  private static final ImageShape SHAPE = new ImageShape(3, 1, 2);
  private static final Ball BALL = new Ball(new double[] {1, 0, 0, -1, 0, 0}, 2);

  /** Six inside, then ten outside. */
  private static final double[][] POINTS =
      Scene.both(
          Scene.around(BALL.centre(), 6, 0, 1.8, 1), Scene.around(BALL.centre(), 10, 3, 6, 2));

  private static double[] accuracy(PredictStudy.Summary summary) {
    return Scene.ends(summary.accuracy());
  }

  private static double[][] margins() {
    return Arrays.stream(POINTS)
        .map(x -> new double[] {BALL.field().value(x), Vectors.norm(x)})
        .toArray(double[][]::new);
  }

  @Test
  void run_someLabelsWrong_knownAccuracyAndLogits() {
    // Every image is called 0: right inside, wrong outside.
    PointsDataset points =
        new PointsDataset("points", SHAPE, Scene.RANGE, POINTS, new int[POINTS.length]);
    PredictStudy.Result result = Scene.of(BALL.classifier(), points).run(new PredictStudy());
    PredictStudy.Summary summary = result.summary();
    assertThat(summary.images()).isEqualTo(16);
    assertThat(summary.labelled()).isEqualTo(16);
    assertThat(summary.correct()).isEqualTo(6);
    Proportion right = new Proportion(6, 16);
    assertThat(accuracy(summary)).containsExactly(right.low(), 6.0 / 16, right.high());
    assertThat(summary.predictedPerClass()).containsExactly(6, 10);
    double[][] known = margins();
    assertThat(summary.medianMargin())
        .isEqualTo(
            Quantiles.of(Arrays.stream(known).mapToDouble(k -> Math.abs(k[0]))), within(1e-12));
    assertThat(summary.meanNorm())
        .isEqualTo(
            Arrays.stream(known).mapToDouble(k -> k[1]).average().orElseThrow(), within(1e-12));
    double[] margin = Scene.numbers(result, "margin");
    double[] logit = Scene.numbers(result, "logit");
    for (int i = 0; i < 16; i++) {
      assertThat(result.logits()[i]).containsExactly(known[i][0], 0);
      assertThat(margin[i]).isEqualTo(Math.abs(known[i][0]));
      assertThat(logit[i]).isEqualTo(Math.max(known[i][0], 0));
    }
  }

  @Test
  void run_partOfTheImages_hasTheirIndices() {
    Scene scene = Scene.of(BALL.classifier(), SHAPE, POINTS).part(4, 5);
    PredictStudy.Result result = scene.run(new PredictStudy());
    assertThat(Scene.column(result, "index")).containsExactly(4, 5, 6, 7, 8);
    assertThat(Scene.column(result, "predicted")).containsExactly(0, 0, 1, 1, 1);
    assertThat(accuracy(result.summary())[1]).isEqualTo(1);
    assertThat(result.summary().predictedPerClass()).containsExactly(2, 3);
  }

  @Test
  void run_noLabels_noAccuracy() {
    PointsDataset points = new PointsDataset("points", SHAPE, Scene.RANGE, POINTS);
    PredictStudy.Result result = Scene.of(BALL.classifier(), points).run(new PredictStudy());
    assertThat(result.summary().labelled()).isZero();
    assertThat(accuracy(result.summary())).containsOnly(Double.NaN);
    assertThat(IntStream.of(result.summary().predictedPerClass()).sum()).isEqualTo(16);
    assertThat(Scene.column(result, "label")).containsOnlyNulls();
  }
}
