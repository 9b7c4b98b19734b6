package io.separatrix.studies.curvature;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.separatrix.data.ImageShape;
import io.separatrix.geometry.Interval;
import io.separatrix.geometry.Orientation;
import io.separatrix.geometry.Proportion;
import io.separatrix.geometry.Quantiles;
import io.separatrix.geometry.SampleMean;
import io.separatrix.geometry.UniformSampling;
import io.separatrix.geometry.curvature.NormalSection;
import io.separatrix.studies.Scene;
import io.separatrix.testkit.Ball;
import io.separatrix.testkit.Cylinder;
import io.separatrix.testkit.Ellipsoid;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CurvatureStudyTest {

  private static final int IMAGES = 10;
  private static final ImageShape SHAPE = new ImageShape(1, 3, 3);
  private static final int D = SHAPE.dimension();

  /** A boundary point's own error, as a share of the curvature there. */
  private static final double POINT = 1e-6;

  private static SpectrumSettings settings(OperatorKind kind, boolean dense) {
    SpectrumSettings fast = SpectrumSettings.fast(kind);
    return dense ? fast.asDense() : fast;
  }

  private static double[] mean(CurvatureStudy.Summary summary) {
    return Scene.ends(summary.meanCurvature());
  }

  private static double[] positive(CurvatureStudy.Summary summary) {
    return Scene.ends(summary.positiveFraction());
  }

  private static double[] flat(CurvatureStudy.Summary summary) {
    return Scene.ends(summary.flatFraction());
  }

  private static double[] scaleMean(ScaleSweep.Scale scale) {
    return Scene.ends(scale.meanCurvature());
  }

  private static double[] scalePositive(ScaleSweep.Scale scale) {
    return Scene.ends(scale.positiveFraction());
  }

  private static void assertEnds(double[] found, Interval known, double tolerance) {
    assertThat(found[0]).isEqualTo(known.low(), within(tolerance));
    assertThat(found[1]).isEqualTo(known.estimate(), within(tolerance));
    assertThat(found[2]).isEqualTo(known.high(), within(tolerance));
  }

  @ParameterizedTest
  @CsvSource({
    "EXACT, false, true", "EXACT, true, true", "GRADIENT, false, true", "GRADIENT, true, true",
    "EXACT, false, false", "EXACT, true, false", "GRADIENT, false, false", "GRADIENT, true, false"
  })
  void run_ball_allCurvaturesAreOneOverTheRadiusBySide(
      OperatorKind kind, boolean dense, boolean inside) {
    double radius = 2.5;
    Ball ball = new Ball(new double[] {1, 0, 0, 0, -1, 0, 0, 0, 0}, radius);
    double[][] points =
        inside
            ? Scene.around(ball.centre(), IMAGES, 1, 2.3, 1)
            : Scene.around(ball.centre(), IMAGES, 2.7, 4, 1);
    Scene scene = Scene.of(ball.classifier(), SHAPE, points);
    CurvatureStudy.Result result = scene.run(new CurvatureStudy(settings(kind, dense), IMAGES, 0));
    double known = (inside ? -1 : 1) / radius;
    CurvatureStudy.Summary summary = result.summary();
    assertThat(summary.points()).isEqualTo(IMAGES);
    assertThat(summary.operator()).isEqualTo(kind.name().toLowerCase(Locale.ROOT));
    assertThat(summary.method()).isEqualTo(dense ? "dense" : "lanczos");
    assertThat(summary.orientation()).isEqualTo(Orientation.REGION_OF_X.name());
    assertThat(summary.ranks()).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
    for (double[] curve :
        new double[][] {summary.profile(), summary.lowerQuartile(), summary.upperQuartile()}) {
      assertThat(curve).hasSize(8);
      for (double curvature : curve) {
        assertThat(curvature).isEqualTo(known, within(POINT));
      }
    }
    for (double curvature : mean(summary)) {
      assertThat(curvature).isEqualTo(known, within(2 * POINT));
    }
    Interval share = new Proportion(inside ? 0 : IMAGES, IMAGES).interval();
    assertEnds(positive(summary), share, 1e-12);
    assertThat(summary.undetermined()).isZero();
    assertThat(summary.meanStandardError()).isEqualTo(0, within(1e-9));
    assertThat(summary.agreement().points()).isEqualTo(IMAGES);
    assertThat(summary.agreement().operatorMean()).isEqualTo(known, within(POINT));
    assertThat(summary.agreement().networkMean()).isEqualTo(known, within(POINT));
    assertThat(summary.agreement().agrees()).isTrue();
    for (double end : flat(summary)) {
      assertThat(end).isZero();
    }
    assertThat(summary.asymmetry()).isEqualTo(0, within(1e-6));
    assertThat(summary.largestResidual()).isEqualTo(0, within(1e-6));
    double median =
        Quantiles.of(IntStream.range(0, IMAGES).mapToDouble(i -> ball.distance(scene.at(i))));
    for (int s = 0; s < ScaleSweep.MULTIPLES.length; s++) {
      ScaleSweep.Scale scale = summary.scales().get(s);
      assertThat(scale.step()).isEqualTo(ScaleSweep.MULTIPLES[s] * median, within(1e-4));
      assertThat(scaleMean(scale)[1]).isEqualTo(known, within(POINT));
      assertThat(scale.medianMagnitude()).isEqualTo(1 / radius, within(POINT));
      assertEnds(scalePositive(scale), share, 1e-12);
      assertThat(scale.undetermined()).isZero();
    }
    assertThat(Scene.column(result, "sign")).containsOnly(inside ? "negative" : "positive");
    assertCircles(result, radius, inside);
  }

  /** Height over the tangent plane along n = grad F: towards the centre from inside. */
  private static void assertCircles(CurvatureStudy.Result result, double radius, boolean inside) {
    assertThat(result.curves()).isNotEmpty();
    for (NormalSections.Curves curves : result.curves()) {
      assertThat(curves.sections()).hasSize(NormalSections.KINDS.size());
      assertThat(curves.smooth()).isEmpty();
      for (NormalSection section : curves.sections()) {
        assertThat(section.curvature()).isEqualTo((inside ? -1 : 1) / radius, within(POINT));
        int seen = 0;
        for (int i = 0; i < section.t().length; i++) {
          double t = section.t()[i];
          double sag = radius - Math.sqrt(radius * radius - t * t);
          if (Double.isFinite(section.s()[i])) {
            seen++;
            assertThat(section.s()[i]).isEqualTo(inside ? sag : -sag, within(1e-5));
          }
        }
        assertThat(seen).isGreaterThan(section.t().length / 2);
      }
    }
  }

  @Test
  void run_imagesOnBothSides_sharesAndMeansOfTheTwo() {
    Ball ball = new Ball(new double[D], 2);
    Scene scene =
        Scene.of(
            ball.classifier(),
            SHAPE,
            Scene.both(
                Scene.around(ball.centre(), 3, 1, 1.5, 1),
                Scene.around(ball.centre(), 7, 2.4, 3, 1)));
    CurvatureStudy.Summary summary =
        scene.run(new CurvatureStudy(settings(OperatorKind.EXACT, false), IMAGES, 0)).summary();
    double[] means = new double[IMAGES];
    Arrays.setAll(means, i -> i < 3 ? -0.5 : 0.5);
    assertEnds(mean(summary), SampleMean.of(means).interval(), 2 * POINT);
    assertEnds(positive(summary), new Proportion(7, IMAGES).interval(), 1e-12);
    assertThat(summary.profile()[0]).isEqualTo(0.2, within(POINT));
    // Type 7: the quartiles lie between equal values.
    assertThat(summary.upperQuartile()[0]).isEqualTo(0.5, within(POINT));
  }

  private static final double[] AXES = {1, 1.2, 1.5, 1.8, 2.2, 2.7, 3.3, 4, 4.5};

  private static double[][] nearEllipsoid(double[] axes, double share, int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] points = new double[count][];
    for (int i = 0; i < count; i++) {
      double[] x = UniformSampling.onSphere(random, axes.length, share);
      Arrays.setAll(x, j -> x[j] * axes[j]);
      points[i] = x;
    }
    return points;
  }

  @ParameterizedTest
  @CsvSource({"0.95, false", "1.1, false", "0.95, true", "1.1, true"})
  void run_ellipsoid_principalCurvaturesAtTheNearestPoints(double share, boolean dense) {
    Ellipsoid ellipsoid = new Ellipsoid(AXES);
    Scene scene = Scene.of(ellipsoid.classifier(), SHAPE, nearEllipsoid(AXES, share, IMAGES, 3));
    CurvatureStudy.Result result =
        scene.run(new CurvatureStudy(settings(OperatorKind.EXACT, dense), IMAGES, 2));
    double[] profile = new double[D - 1];
    double[] means = new double[IMAGES];
    double[] flats = new double[IMAGES];
    double largest = 0;
    for (int i = 0; i < IMAGES; i++) {
      double[] known = ellipsoid.principalCurvatures(ellipsoid.nearest(scene.at(i)));
      double[] oriented = Arrays.stream(known).map(k -> share < 1 ? k : -k).sorted().toArray();
      double strongest = Arrays.stream(known).map(Math::abs).max().orElseThrow();
      for (int rank = 0; rank < profile.length; rank++) {
        double curvature = oriented[profile.length - 1 - rank];
        assertThat(result.profiles()[i][rank]).isEqualTo(curvature, within(2e-3 * strongest));
        profile[rank] += curvature / IMAGES;
      }
      means[i] = Arrays.stream(oriented).average().orElseThrow();
      flats[i] =
          (double) Arrays.stream(known).filter(k -> Math.abs(k) < 0.1 * strongest).count()
              / known.length;
      largest = Math.max(largest, strongest);
    }
    CurvatureStudy.Summary summary = result.summary();
    for (int rank = 0; rank < profile.length; rank++) {
      assertThat(summary.profile()[rank]).isEqualTo(profile[rank], within(2e-3 * largest));
    }
    assertEnds(mean(summary), SampleMean.of(means).interval(), 2e-3 * largest);
    assertThat(summary.meanCurvature().estimate() < 0).isEqualTo(share < 1);
    assertEnds(flat(summary), SampleMean.of(flats).interval(), 1e-12);
    assertThat(Arrays.stream(flats).sum()).isPositive();
    assertThat(positive(summary)[1]).isEqualTo(share < 1 ? 0 : 1);
    // Both are of the same points and exact, whatever the points' own errors.
    assertThat(summary.agreement().operatorMean())
        .isEqualTo(summary.agreement().networkMean(), within(1e-6));
    assertThat(summary.agreement().agrees()).isTrue();
    assertThat(summary.asymmetry()).isEqualTo(0, within(1e-6));
    for (ScaleSweep.Scale scale : summary.scales()) {
      assertThat(scaleMean(scale)[1]).isEqualTo(mean(summary)[1], within(1e-6));
      assertThat(scale.asymmetry()).isEqualTo(0, within(1e-6));
    }
    if (dense) {
      assertThat(summary.check()).isNull();
    } else {
      // Eight Lanczos steps make the whole of eight dimensions.
      DenseCheck.Errors check = requireNonNull(summary.check());
      assertThat(check.points()).isEqualTo(2);
      assertThat(check.largestExtremeError()).isEqualTo(0, within(1e-9));
      assertThat(check.largestProfileError()).isEqualTo(0, within(1e-9));
    }
  }

  @Test
  void run_manyDimensions_fastMeanWithinItsStandardErrorsAndEndsFound() {
    ImageShape shape = new ImageShape(3, 6, 6);
    int d = shape.dimension();
    int round = 20;
    Cylinder cylinder = new Cylinder(d, round, 2);
    SplittableRandom random = new SplittableRandom(5);
    double[][] points = new double[4][];
    for (int i = 0; i < points.length; i++) {
      double[] x = UniformSampling.onSphere(random, d, 3);
      double[] part = UniformSampling.onSphere(random, round, 1.2);
      System.arraycopy(part, 0, x, 0, round);
      points[i] = x;
    }
    Scene scene = Scene.of(cylinder.classifier(), shape, points);
    CurvatureStudy.Result result =
        scene.run(new CurvatureStudy(settings(OperatorKind.EXACT, false), points.length, 0));
    double[] known = cylinder.principalCurvatures(cylinder.nearest(points[0]));
    int last = d - 2;
    double[] means = Scene.numbers(result, "meanCurvature");
    double[] errors = Scene.numbers(result, "standardError");
    for (int i = 0; i < points.length; i++) {
      double[] profile = result.profiles()[i];
      assertThat(profile[0]).isEqualTo(0, within(1e-6));
      for (int end = 0; end < SpectrumSettings.FAST.extremes(); end++) {
        assertThat(profile[last - end]).isEqualTo(-0.5, within(1e-6));
      }
      assertThat(means[i])
          .isEqualTo(cylinder.meanCurvature(points[i]), within(6 * errors[i] + 1e-6));
    }
    assertThat(Arrays.stream(known).average().orElseThrow())
        .isEqualTo(-0.5 * (round - 1) / (d - 1), within(1e-12));

    CurvatureStudy.Result dense =
        scene.run(new CurvatureStudy(settings(OperatorKind.EXACT, true), points.length, 0));
    for (double[] profile : dense.profiles()) {
      for (int rank = 0; rank <= last; rank++) {
        assertThat(profile[rank]).isEqualTo(known[rank], within(1e-6));
      }
    }
    assertThat(flat(dense.summary())[1]).isEqualTo(1 - (round - 1.0) / (d - 1), within(1e-12));
  }
}
