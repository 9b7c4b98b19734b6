package io.separatrix.geometry.detection.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.separatrix.geometry.Seeds;
import io.separatrix.geometry.detection.Detector;
import io.separatrix.geometry.detection.DetectorScore;
import io.separatrix.testkit.AnalyticClassifier;
import io.separatrix.testkit.AnalyticClassifiers;
import io.separatrix.testkit.RandomMatrices;
import io.separatrix.testkit.ScalarField;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Detectors by other authors against closed forms. */
final class BaselinesTest {

  private final SplittableRandom random = Seeds.random(3, "baselines", 0);

  private DetectorScore score(Detector detector, AnalyticClassifier classifier, double[] x) {
    return classifier.run(x, (p, evaluator) -> detector.score(p, random, evaluator));
  }

  /**
   * Logits 1, {@code -||x||^2} and {@code ||x||^2}, so that noise moves the odds by -+ sigma^2 d.
   */
  private static AnalyticClassifier bowls(int d) {
    return new AnalyticClassifier(
        d,
        List.of(
            ScalarField.affine(new double[d], 1),
            ScalarField.sphere(new double[d], 0, -1),
            ScalarField.sphere(new double[d], 0, 1)));
  }

  @Test
  void noiseResponse_quadraticLogits_traceTimesTheVariance() {
    int d = 50;
    double sigma = 0.1;
    NoiseResponse.Change change =
        bowls(d).run(new double[d], (x, f) -> new NoiseResponse(sigma, 2000, 0).at(x, random, f));
    assertThat(change.label()).isZero();
    assertThat(change.classes()).containsExactlyInAnyOrder(1, 2);
    double expected = sigma * sigma * d;
    for (int i = 0; i < 2; i++) {
      double sign = change.classes()[i] == 1 ? -1 : 1;
      // Four standard errors: the change has standard deviation sigma^2 sqrt(2 d).
      assertThat(change.changes()[i])
          .isEqualTo(sign * expected, within(4 * expected * Math.sqrt(2.0 / d / 2000)));
    }
  }

  @Test
  void noiseLogOdds_classThatNoiseFavours_recoveredWithAStandardScore() {
    int d = 50;
    NoiseResponse noise = new NoiseResponse(0.1, 500, 0);
    // Clean: changes -1 and 1 by turns, so mean 0 and variance 20 / 19 over all pairs.
    List<NoiseResponse.Change> clean =
        IntStream.range(0, 20)
            .mapToObj(
                i -> new NoiseResponse.Change(3, new int[] {4}, new double[] {i % 2 == 0 ? -1 : 1}))
            .toList();
    NoiseLogOdds detector = NoiseLogOdds.of(noise, clean);

    DetectorScore found = score(detector, bowls(d), new double[d]);

    assertThat(found.label()).isZero();
    assertThat(found.recovered()).hasValue(2);
    assertThat(found.score()).isEqualTo(0.5 / Math.sqrt(20.0 / 19), within(0.02));
    assertThat(found.evaluations().forward()).isEqualTo(501);
  }

  @Test
  void cleanLogOdds_pairWithEnoughImages_hasItsOwnMoments() {
    List<NoiseResponse.Change> responses = new ArrayList<>();
    for (double change : new double[] {4, 6, 4, 6}) {
      responses.add(new NoiseResponse.Change(0, new int[] {1, 2}, new double[] {change, -change}));
    }
    responses.add(new NoiseResponse.Change(1, new int[] {0}, new double[] {0}));
    CleanLogOdds clean = CleanLogOdds.of(responses, 4);

    double deviation = Math.sqrt(4.0 / 3);
    assertThat(clean.pairs()).hasSize(2);
    assertThat(clean.standardised(0, 1, 7)).isEqualTo(2 / deviation, within(1e-12));
    assertThat(clean.standardised(0, 2, 7)).isEqualTo(12 / deviation, within(1e-12));
    // One image of the pair (1, 0): the moments of all nine values, of mean 0, are taken.
    assertThat(clean.standardised(1, 0, 7))
        .isEqualTo(7 / Math.sqrt(2 * (16 + 36 + 16 + 36) / 8.0), within(1e-12));
  }

  @Test
  void cleanLogOdds_equalImages_saysWhatIsExpected() {
    NoiseResponse.Change same = new NoiseResponse.Change(0, new int[] {1}, new double[] {2});
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NoiseLogOdds.of(new NoiseResponse(1, 1, 0), List.of(same, same)))
        .withMessageContaining("different amounts");
  }

  @Test
  void bitDepthReduction_oneBit_rounds() {
    assertThat(new BitDepthReduction(1, 0, 255).squeeze(new double[] {-3, 0, 127, 128, 255, 300}))
        .containsExactly(0, 0, 0, 255, 255, 255);
    assertThat(new BitDepthReduction(8, 0, 255).squeeze(new double[] {17, 200}))
        .containsExactly(17, 200);
  }

  @Test
  void medianSmoothing_threeByThree_mediansWithMirroredRim() {
    double[] image = {1, 2, 3, 4, 5, 6, 7, 8, 9};
    // numpy.pad(mode="symmetric") and medians of 3 x 3 windows.
    assertThat(new MedianSmoothing(1, 3, 3, 3).squeeze(image))
        .containsExactly(2, 3, 3, 4, 5, 6, 7, 7, 8);
  }

  @Test
  void medianSmoothing_window2_upperMedianOfFour() {
    double[] image = {1, 2, 3, 4};
    // scipy.ndimage.median_filter(size=2): the window reaches up and left.
    assertThat(new MedianSmoothing(1, 2, 2, 2).squeeze(image)).containsExactly(1, 2, 3, 3);
    double[] twoChannels =
        DoubleStream.concat(Arrays.stream(image), Arrays.stream(image)).toArray();
    assertThat(new MedianSmoothing(2, 2, 2, 2).squeeze(twoChannels))
        .containsExactly(1, 2, 3, 3, 1, 2, 3, 3);
  }

  @Test
  void medianSmoothing_imageOfAnotherShape_saysWhatIsExpected() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MedianSmoothing(3, 4, 4, 2).squeeze(new double[16]))
        .withMessageContaining("expected an image of 3 x 4 x 4 values, found 16");
  }

  @Test
  void featureSqueezing_affineLogits_largestL1DistanceOfSoftmax() {
    AnalyticClassifier classifier =
        AnalyticClassifiers.affine(new double[][] {{1}, {-1}}, new double[] {0, 0});
    FeatureSqueezing detector =
        new FeatureSqueezing(List.of(x -> x.clone(), x -> new double[] {-x[0]}));

    DetectorScore found = score(detector, classifier, new double[] {0.7});

    double p = 1 / (1 + Math.exp(-1.4));
    assertThat(found.score()).isEqualTo(2 * (2 * p - 1), within(1e-12));
    assertThat(found.label()).isZero();
    assertThat(found.recovered()).hasValue(1);
    assertThat(found.evaluations().forward()).isEqualTo(3);
  }

  @Test
  void featureSqueezing_nothingSqueezed_noSuspicionAndNoLabel() {
    FeatureSqueezing detector = FeatureSqueezing.joint(1, 4, 4, 0, 1);
    DetectorScore found = score(detector, AnalyticClassifiers.ball(16, 3), new double[16]);
    assertThat(found.score()).isZero();
    assertThat(found.recovered()).isEmpty();
  }

  @Test
  void boundaryDistance_affine_minusTheDistanceToTheNearestPlane() {
    // Planes at distance 2 (class 1, the runner-up) and 1 (class 2, steeper).
    AnalyticClassifier classifier =
        AnalyticClassifiers.affine(
            new double[][] {{0, 0}, {1, 0}, {0, 3}}, new double[] {0, -2, -3});
    DetectorScore found = score(new BoundaryDistance(2), classifier, new double[2]);
    assertThat(found.score()).isEqualTo(-1, within(1e-12));
    assertThat(found.recovered()).hasValue(2);
    assertThat(found.evaluations().backward()).isEqualTo(2);
    DetectorScore runnerUp = score(new BoundaryDistance(1), classifier, new double[2]);
    assertThat(runnerUp.score()).isEqualTo(-2, within(1e-12));
    DetectorScore flat =
        score(new BoundaryDistance(1), AnalyticClassifiers.constant(2, 1, 0), new double[2]);
    assertThat(flat.score()).isEqualTo(Double.NEGATIVE_INFINITY);
  }

  @Test
  void localIntrinsicDimension_uniformInABall_itsDimension() {
    for (int dimension : new int[] {2, 5}) {
      double[][] reference =
          IntStream.range(0, 4000).mapToObj(i -> inBall(dimension)).toArray(double[][]::new);
      LocalIntrinsicDimension detector = new LocalIntrinsicDimension(reference, 400);
      // Distances to uniform points: r^dimension is uniform; standard error 1 / sqrt(k).
      assertThat(detector.dimension(new double[dimension]))
          .isEqualTo(dimension, within(0.2 * dimension));
    }
  }

  @Test
  void localIntrinsicDimension_degenerateNeighbours_noNaN() {
    double[][] circle = {{1, 0}, {0, 1}, {-1, 0}, {0, -1}};
    assertThat(new LocalIntrinsicDimension(circle, 3).dimension(new double[2]))
        .isEqualTo(Double.POSITIVE_INFINITY);
    double[][] point = {{1, 0}, {1, 0}, {1, 0}};
    assertThat(new LocalIntrinsicDimension(point, 2).dimension(new double[] {1, 0})).isZero();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LocalIntrinsicDimension(point, 3))
        .withMessageContaining("more reference images");
  }

  private double[] inBall(int dimension) {
    double[] point = RandomMatrices.gaussian(random, dimension);
    double norm = Math.sqrt(Arrays.stream(point).map(v -> v * v).sum());
    double radius = Math.pow(random.nextDouble(), 1.0 / dimension);
    return Arrays.stream(point).map(v -> v * radius / norm).toArray();
  }
}
