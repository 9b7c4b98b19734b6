package io.separatrix.studies.detection;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.separatrix.data.ImageShape;
import io.separatrix.geometry.Orientation;
import io.separatrix.geometry.Proportion;
import io.separatrix.geometry.Quantiles;
import io.separatrix.geometry.Vectors;
import io.separatrix.geometry.detection.DetectionSettings.Aggregate;
import io.separatrix.studies.Scene;
import io.separatrix.testkit.Ball;
import io.separatrix.testkit.Ellipsoid;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DetectStudyTest {

  private static final ImageShape SHAPE = new ImageShape(1, 3, 4);
  private static final int D = SHAPE.dimension();
  private static final double RADIUS = 4;
  private static final Ball BALL = new Ball(new double[D], RADIUS);
  private static final int IMAGES = 40;

  private static double[] auc(DetectionQuality quality) {
    return Scene.ends(quality.auc());
  }

  private static double[] recovery(DetectionQuality quality) {
    return Scene.ends(quality.labelRecovery());
  }

  private static double atZero(DetectionQuality quality) {
    return quality.accuracyAtZero().estimate();
  }

  private static double calibrated(DetectionQuality quality) {
    return quality.calibratedAccuracy().estimate();
  }

  private static double best(DetectionQuality quality) {
    return quality.bestAccuracy().estimate();
  }

  private static double detections(DetectionQuality quality) {
    return quality.detectionRate().estimate();
  }

  private static double runnerUps(DetectionQuality quality) {
    return quality.runnerUpRecovery().estimate();
  }

  private static double[] alarms(FalseAlarms alarms) {
    return Scene.ends(alarms.rate());
  }

  /** Images around the ball, whose perturbations end inside it and not beyond, times 5 too. */
  private static Scene outside() {
    return Scene.of(BALL.classifier(), SHAPE, Scene.around(new double[D], IMAGES, 4.1, 4.5, 1));
  }

  /** Images in the ball. */
  private static Scene inside() {
    return Scene.of(BALL.classifier(), SHAPE, Scene.around(new double[D], IMAGES, 3.5, 3.9, 1));
  }

  private static DetectPlan plan(StatisticKind kind) {
    return DetectPlan.of(kind, IMAGES);
  }

  /** Norm of DeepFool's perturbation, whose steps are Newton's along the radius. */
  private static double published(double from) {
    boolean in = from <= RADIUS;
    double way = 0;
    double at = from;
    while (in == (at <= RADIUS)) {
      way += Math.abs(at * at - RADIUS * RADIUS) / (2 * at) + 1e-4;
      at = from + (in ? 1 : -1) * 1.02 * way;
    }
    return 1.02 * way;
  }

  /** The statistic of a row at a point, whose index, alpha and direction along r are known. */
  private static double known(StatisticKind kind, double from, double alpha) {
    double at = from + (from <= RADIUS ? 1 : -1) * alpha * published(from);
    double size = kind == StatisticKind.BOUNDARY ? 1 / RADIUS : 1 / at;
    return at <= RADIUS ? size : -size;
  }

  @ParameterizedTest
  @EnumSource(
      value = StatisticKind.class,
      names = {"FAST", "REFERENCE", "BOUNDARY"})
  void run_outsideABall_knownStatisticSeparatesPerfectly(StatisticKind kind) {
    Scene scene = outside();
    DetectStudy.Result result = scene.run(new DetectStudy(plan(kind), null));
    int half = IMAGES / 2;
    assertStatistics(kind, scene, result);
    DetectStudy.Summary summary = result.summary();
    assertThat(summary.images()).isEqualTo(half);
    assertThat(summary.orientation()).isEqualTo(Orientation.AGAINST_X.name());
    assertThat(summary.alpha()).containsOnlyKeys("1", "2", "5");
    for (DetectionQuality quality : summary.alpha().values()) {
      assertThat(quality.pairs()).isEqualTo(half);
      assertThat(auc(quality)[1]).isEqualTo(1);
      assertThat(auc(quality)[0]).isEqualTo(new Proportion(half, half).low(), within(1e-12));
      assertThat(auc(quality)[2]).isEqualTo(1);
      assertThat(best(quality)).isEqualTo(1);
      assertThat(atZero(quality)).isEqualTo(1);
      assertThat(quality.bestThreshold()).isBetween(-1 / RADIUS, 1 / RADIUS);
      assertThat(detections(quality)).isEqualTo(1);
      assertThat(recovery(quality)[1]).isEqualTo(1);
      assertThat(recovery(quality)[0]).isEqualTo(new Proportion(half, half).low(), within(1e-12));
      assertThat(runnerUps(quality)).isEqualTo(1);
      assertThat(calibrated(quality))
          .isEqualTo(1 - alarms(summary.falseAlarms())[1] / 2, within(1e-12));
    }
  }

  /** Row by row, and what is summed up of the rows. */
  private static void assertStatistics(StatisticKind kind, Scene scene, DetectStudy.Result result) {
    double[] index = Scene.numbers(result, "index");
    double[] alpha = Scene.numbers(result, "alpha");
    double[] norm = Scene.numbers(result, "norm");
    double[] predicted = Scene.numbers(result, "predicted");
    double[] statistic = Scene.numbers(result, "statistic");
    double[] clean = new double[IMAGES / 2];
    double[] norms = new double[IMAGES / 2];
    double[] relative = new double[IMAGES / 2];
    int images = 0;
    for (int row = 0; row < index.length; row++) {
      double from = Vectors.norm(scene.at((int) index[row]));
      double r = published(from);
      double expected = known(kind, from, alpha[row]);
      assertThat(statistic[row]).isEqualTo(expected, within(1e-6));
      assertThat(predicted[row]).isEqualTo(expected > 0 ? 0 : 1);
      assertThat(norm[row]).isEqualTo(alpha[row] * r, within(1e-9));
      if (alpha[row] == 0) {
        clean[images] = statistic[row];
        norms[images] = r;
        relative[images] = r / from;
        images++;
      }
    }
    assertThat(images).isEqualTo(IMAGES / 2);
    DetectStudy.Summary summary = result.summary();
    assertThat(summary.medianNorm()).isEqualTo(Quantiles.of(Arrays.stream(norms)), within(1e-9));
    assertThat(summary.meanRelativeNorm())
        .isEqualTo(Arrays.stream(relative).average().orElseThrow(), within(1e-9));
    double threshold = result.calibration().threshold();
    FalseAlarms found = summary.falseAlarms();
    assertThat(found.threshold()).isEqualTo(threshold);
    // 20 images allow 1/21 and so the default rate: the largest clean value of their half.
    assertThat(found.wanted()).isEqualTo(DetectPlan.DEFAULT_FALSE_ALARM_RATE);
    assertThat(found.calibrationImages()).isEqualTo(IMAGES / 2);
    List<Integer> tested = Arrays.stream(index).mapToInt(i -> (int) i).distinct().boxed().toList();
    int[] calibrating = IntStream.range(0, IMAGES).filter(i -> !tested.contains(i)).toArray();
    double largest =
        IntStream.of(calibrating)
            .mapToDouble(i -> known(kind, Vectors.norm(scene.at(i)), 0))
            .max()
            .orElseThrow();
    assertThat(threshold).isEqualTo(largest, within(1e-6));
    assertThat(summary.step())
        .isEqualTo(
            Quantiles.of(
                IntStream.of(calibrating).mapToDouble(i -> published(Vectors.norm(scene.at(i))))),
            within(1e-9));
    long above = Arrays.stream(clean).filter(value -> value > threshold).count();
    assertThat(found.alarms()).isEqualTo(above);
    assertThat(found.images()).isEqualTo(IMAGES / 2);
    Proportion rate = new Proportion(above, IMAGES / 2);
    assertThat(alarms(found)).containsExactly(rate.low(), rate.estimate(), rate.high());
  }

  @Test
  void run_insideABall_statisticOfTheOtherSignIsWrongOnEveryPair() {
    Scene scene = inside();
    DetectStudy.Result result = scene.run(new DetectStudy(plan(StatisticKind.FAST), null));
    assertStatistics(StatisticKind.FAST, scene, result);
    for (DetectionQuality quality : result.summary().alpha().values()) {
      assertThat(auc(quality)[1]).isZero();
      assertThat(auc(quality)[0]).isZero();
      assertThat(auc(quality)[2]).isEqualTo(new Proportion(0, IMAGES / 2).high(), within(1e-12));
      assertThat(atZero(quality)).isZero();
      assertThat(best(quality)).isEqualTo(0.5);
      assertThat(detections(quality)).isZero();
      // Of two classes there is but one to restore.
      assertThat(recovery(quality)[1]).isEqualTo(1);
    }
  }

  private static Scene besideEllipsoid(Ellipsoid ellipsoid) {
    double[][] points = Scene.around(new double[D], IMAGES, 1.02, 1.08, 2);
    for (double[] x : points) {
      Arrays.setAll(x, i -> x[i] * ellipsoid.semiAxes()[i]);
    }
    return Scene.of(ellipsoid.classifier(), SHAPE, points);
  }

  @ParameterizedTest
  @EnumSource(
      value = StatisticKind.class,
      names = {"FAST", "REFERENCE", "STUDENTIZED"})
  void run_outsideAnEllipsoid_curvatureWithinItsErrorsAndOfKnownSign(StatisticKind kind) {
    double[] axes = new double[D];
    Arrays.setAll(axes, i -> 2 + 0.2 * i);
    Ellipsoid ellipsoid = new Ellipsoid(axes);
    Scene scene = besideEllipsoid(ellipsoid);
    DetectStudy.Result result = scene.run(new DetectStudy(plan(kind), null));
    double[] statistic = Scene.numbers(result, "statistic");
    double[] error = Scene.numbers(result, "standardError");
    double[] index = Scene.numbers(result, "index");
    double[] alpha = Scene.numbers(result, "alpha");
    for (int row = 0; row < statistic.length; row++) {
      if (alpha[row] == 0) {
        double[] x = scene.at((int) index[row]);
        assertThat(statistic[row]).isNegative();
        if (kind != StatisticKind.STUDENTIZED) {
          // Six of Student's deviations of fifteen degrees of freedom.
          assertThat(statistic[row])
              .isEqualTo(ellipsoid.detectionStatistic(x), within(6 * error[row]));
        }
      } else if (alpha[row] == 1) {
        // One sign of all second differences: the Hessian is definite.
        assertThat(statistic[row]).isPositive();
      }
    }
    DetectionQuality quality = requireNonNull(result.summary().alpha().get("1"));
    assertThat(auc(quality)[1]).isEqualTo(1);
    assertThat(atZero(quality)).isEqualTo(1);
    assertThat(detections(quality)).isEqualTo(1);
    assertThat(recovery(quality)[1]).isEqualTo(1);
  }

  @Test
  void run_calibrationGiven_everyImageIsTestedAgainstItsThreshold() {
    Scene scene = outside();
    CalibrationFile calibration =
        scene.run(new DetectStudy(plan(StatisticKind.FAST), null)).calibration();
    DetectStudy.Result result = scene.run(new DetectStudy(plan(StatisticKind.FAST), calibration));
    assertThat(result.summary().images()).isEqualTo(IMAGES);
    assertThat(result.summary().step()).isEqualTo(calibration.step());
    long above =
        IntStream.range(0, IMAGES)
            .filter(
                i ->
                    known(StatisticKind.FAST, Vectors.norm(scene.at(i)), 0)
                        > calibration.threshold() + 1e-9)
            .count();
    assertThat(result.summary().falseAlarms().alarms()).isEqualTo(above);
    assertThat(result.calibration().threshold()).isEqualTo(calibration.threshold());
  }

  @Test
  void run_compared_theCurvatureFindsBothMinimalAttacks() {
    DetectPlan plan =
        new DetectPlan(
            List.of(1.0),
            IMAGES,
            StatisticKind.FAST,
            null,
            DetectPlan.DEFAULT_DIRECTIONS,
            DetectPlan.DEFAULT_CLASSES,
            true,
            true,
            Aggregate.LARGEST,
            null,
            10,
            0);
    Scene scene = outside();
    DetectorComparison comparison =
        requireNonNull(scene.run(new DetectStudy(plan, null)).summary().comparison());
    assertThat(comparison.images()).isEqualTo(10);
    assertThat(comparison.adaptive()).isNull();
    for (String attack : List.of("deepFool-1", "decoupledDirectionAndNorm", "projectedGradient")) {
      assertThat(requireNonNull(comparison.attacks().get(attack)).found()).isEqualTo(10);
      DetectorComparison.Cell cell =
          requireNonNull(requireNonNull(comparison.detectors().get("curvature")).get(attack));
      assertThat(cell.pairs()).isEqualTo(10);
      // Whatever ends in the ball has a positive statistic, and the images a negative one.
      assertThat(cell.auc().estimate()).isEqualTo(1);
      assertThat(cell.labelRecovery()).isEqualTo(1);
    }
    double minimal =
        requireNonNull(comparison.attacks().get("decoupledDirectionAndNorm")).medianNorm();
    double published = requireNonNull(comparison.attacks().get("deepFool-1")).medianNorm();
    assertThat(published).isBetween(1.02 * 0.1, published(4.5));
    assertThat(minimal).isBetween(0.1, 2 * published);
  }
}
