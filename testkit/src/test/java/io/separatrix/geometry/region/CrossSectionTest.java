package io.separatrix.geometry.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.separatrix.geometry.Vectors;
import io.separatrix.geometry.path.ConvexPath;
import io.separatrix.testkit.AnalyticClassifier;
import io.separatrix.testkit.AnalyticClassifiers;
import io.separatrix.testkit.RandomMatrices;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CrossSectionTest {

  private static final int D = 12;

  @Test
  void left_ofAffineClassifier_isCutByStraightLinesAtTheRightPlaces() {
    SplittableRandom random = new SplittableRandom(3);
    double[][] w = RandomMatrices.gaussian(random, 3, D);
    double[] b = RandomMatrices.gaussian(random, 3);
    AnalyticClassifier affine = AnalyticClassifiers.affine(w, b);
    double[] x1 = RandomMatrices.gaussian(random, D);
    double[] x2 = RandomMatrices.gaussian(random, D);
    double[] r = RandomMatrices.gaussian(random, D);
    Grid grid = new Grid(-4, 9, -5, 5, 31, 17);

    CrossSection section =
        affine.run(x1, (x, evaluator) -> CrossSection.left(x, r, x2, grid, evaluator));

    Plane plane = Plane.spanned(x1, Vectors.subtract(x2, x1), r);
    int[] seen = new int[3];
    for (int row = 0; row < 17; row++) {
      for (int column = 0; column < 31; column++) {
        double s = -4 + 13.0 * column / 30;
        double t = -5 + 10.0 * row / 16;
        // On the plane the logits are affine in (s, t): intercept and slopes in closed form.
        double[] logits = new double[3];
        for (int i = 0; i < 3; i++) {
          logits[i] =
              Vectors.dot(w[i], x1)
                  + b[i]
                  + s * Vectors.dot(w[i], plane.u())
                  + t * Vectors.dot(w[i], plane.v());
        }
        int label = Vectors.argmax(logits);
        assertThat(section.labels()[row][column]).isEqualTo(label);
        double second = Math.max(logits[(label + 1) % 3], logits[(label + 2) % 3]);
        assertThat(section.margins()[row][column]).isCloseTo(logits[label] - second, within(1e-9));
        seen[label]++;
      }
    }
    assertThat(seen).doesNotContain(0);
  }

  @Test
  void left_marksThePointsWhereTheyAre() {
    SplittableRandom random = new SplittableRandom(4);
    double[] x1 = RandomMatrices.gaussian(random, D);
    double[] x2 = RandomMatrices.gaussian(random, D);
    double[] r = RandomMatrices.gaussian(random, D);
    CrossSection section =
        AnalyticClassifiers.ball(D, 1)
            .run(
                x1,
                (x, evaluator) ->
                    CrossSection.left(x, r, x2, new Grid(0, 1, 0, 1, 2, 2), evaluator));

    assertThat(section.marks()).extracting(Mark::name).containsExactly("x1", "z", "x2");
    assertMark(section, 0, x1);
    assertMark(section, 1, Vectors.add(x1, r));
    assertMark(section, 2, x2);
    assertThat(section.marks().get(2).t()).isCloseTo(0, within(1e-12));
  }

  private static void assertMark(CrossSection section, int index, double[] point) {
    Mark mark = section.marks().get(index);
    double[] onMap = section.chart().point(mark.s(), mark.t());
    assertThat(Vectors.distance(onMap, point)).isCloseTo(0, within(1e-12));
  }

  @Test
  void of_disc_hasTheRightAreaAndRadii() {
    // The plane z = 0.6 cuts the unit ball in a disc of radius 0.8.
    Plane plane =
        Plane.spanned(new double[] {0, 0, 0.6}, new double[] {1, 1, 0}, new double[] {1, 0, 0});
    Grid grid = new Grid(-1, 1, -1, 1, 201, 201);
    CrossSection section =
        AnalyticClassifiers.ball(3, 1)
            .run(
                new double[3],
                (x, evaluator) -> CrossSection.of(plane, grid, List.of(), evaluator));
    int inside = 0;
    for (int row = 0; row < 201; row++) {
      for (int column = 0; column < 201; column++) {
        inside += section.labels()[row][column] == 0 ? 1 : 0;
        double squares = Math.pow(grid.s(column), 2) + Math.pow(grid.t(row), 2);
        assertThat(section.margins()[row][column])
            .isCloseTo(Math.abs(0.64 - squares), within(1e-12));
      }
    }
    assertThat(inside * 0.01 * 0.01).isCloseTo(Math.PI * 0.64, within(0.01));
  }

  @Test
  void right_stitchesTheSectionsContinuously() {
    // In R^3: a path with a corner in the plane z = 0, and the direction across it along z. On the
    // unrolled map class 0 of f_0 - f_1 = 1 - z is the half plane t < 1.
    ConvexPath path =
        new ConvexPath(
            List.of(new double[] {0, 0, 0}, new double[] {3, 0, 0}, new double[] {3, 4, 0}));
    AnalyticClassifier below =
        AnalyticClassifiers.affine(new double[][] {{0, 0, -1}, {0, 0, 0}}, new double[] {1, 0});
    Grid grid = new Grid(-1, 8, -2, 2, 10, 9);
    CrossSection section =
        below.run(
            new double[3],
            (x, evaluator) -> CrossSection.right(path, new double[] {0, 0, 2}, grid, evaluator));

    for (int row = 0; row < 9; row++) {
      for (int column = 0; column < 10; column++) {
        assertThat(section.labels()[row][column]).isEqualTo(grid.t(row) <= 1 ? 0 : 1);
      }
    }
    assertThat(section.marks())
        .containsExactly(
            new Mark("p0", 0, 0), new Mark("p1", 3, 0), new Mark("p2", 7, 0), new Mark("z", 0, 2));
    assertThat(section.chart().point(5, 0.5)).containsExactly(3, 2, 0.5);
  }

  @Test
  void obliqueness_isTheLargestCosineWithASegment() {
    ConvexPath path =
        new ConvexPath(List.of(new double[] {0, 0}, new double[] {1, 0}, new double[] {1, 1}));
    assertThat(UnfoldedPath.along(path, new double[] {3, 4}).obliqueness())
        .isCloseTo(0.8, within(1e-15));
  }

  @Test
  void of_largeGrid_asksInCallsOfBoundedSize() {
    assertThat(calls(2, new Grid(0, 1, 0, 1, 30, 20))).containsExactly(256, 256, 88);
  }

  @Test
  void of_largeImages_asksInCallsOfBoundedBytes() {
    assertThat(calls(1 << 20, new Grid(0, 1, 0, 1, 5, 2))).containsExactly(4, 4, 2);
  }

  private static List<Integer> calls(int dimension, Grid grid) {
    List<Integer> calls = new ArrayList<>();
    double[] first = new double[dimension];
    first[0] = 1;
    double[] second = new double[dimension];
    second[1] = 1;
    Plane plane = Plane.spanned(new double[dimension], first, second);
    AnalyticClassifiers.ball(dimension, 1)
        .run(
            new double[dimension],
            (x, evaluator) ->
                CrossSection.of(
                    plane,
                    grid,
                    List.of(),
                    new RecordingEvaluator(evaluator, points -> calls.add(points.length))));
    return calls;
  }

  @Test
  void spanned_byNearlyParallelDirections_isStillOrthonormal() {
    double[] first = RandomMatrices.gaussian(new SplittableRandom(5), D);
    double[] second =
        Vectors.addScaled(first, 1e-7, RandomMatrices.gaussian(new SplittableRandom(6), D));
    Plane plane = Plane.spanned(new double[D], first, second);
    assertThat(Vectors.dot(plane.u(), plane.v())).isCloseTo(0, within(1e-15));
    assertThat(Vectors.norm(plane.u())).isCloseTo(1, within(1e-14));
    assertThat(Vectors.norm(plane.v())).isCloseTo(1, within(1e-14));
  }

  @Test
  void spanned_byParallelDirections_isRefused() {
    double[] direction = {1, 2};
    assertThatThrownBy(() -> Plane.spanned(new double[2], direction, Vectors.scale(-3, direction)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cosine");
    assertThatThrownBy(() -> Plane.spanned(new double[2], direction, new double[2]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void grid_withoutExtent_isRefused() {
    assertThatThrownBy(() -> new Grid(1, 1, 0, 1, 5, 5)).hasMessageContaining("s from 1.0 to 1.0");
    assertThatThrownBy(() -> new Grid(0, 1, 0, 1, 1, 5)).hasMessageContaining("1 and 5");
  }
}
