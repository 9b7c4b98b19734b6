package io.separatrix.studies.curvature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.separatrix.data.ImageShape;
import io.separatrix.data.NpyWriter;
import io.separatrix.experiment.Experiment;
import io.separatrix.geometry.Interval;
import io.separatrix.geometry.Quantiles;
import io.separatrix.geometry.UniformSampling;
import io.separatrix.geometry.Vectors;
import io.separatrix.geometry.curvature.LanczosSpectrum;
import io.separatrix.studies.Scene;
import io.separatrix.testkit.Cylinder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@link DirectionsStudy} and {@link SensitivityStudy} on a cylinder, whose curved directions are
 * its first axes at every point.
 */
class SharedDirectionsStudiesTest {

  private static final ImageShape SHAPE = new ImageShape(2, 3, 5);
  private static final int D = SHAPE.dimension();
  private static final int ROUND = 4;
  private static final double RADIUS = 1;
  private static final Cylinder CYLINDER = new Cylinder(D, ROUND, RADIUS);

  /** Length of an image's part along the axis. */
  private static final double ALONG = 3;

  private static final List<Double> NOISE = List.of(0.0, 0.1, 0.2, 0.3, 0.4, 0.6, 1.0);

  @TempDir private Path folder = Path.of("");

  /** Images whose distances from the axis go from one value to another. */
  private static double[][] images(int count, double nearest, double farthest, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] points = new double[count][];
    for (int i = 0; i < count; i++) {
      double away = nearest + (farthest - nearest) * i / (count - 1);
      double[] x = new double[D];
      System.arraycopy(UniformSampling.onSphere(random, ROUND, away), 0, x, 0, ROUND);
      System.arraycopy(UniformSampling.onSphere(random, D - ROUND, ALONG), 0, x, ROUND, D - ROUND);
      points[i] = x;
    }
    return points;
  }

  private static SpectrumSettings settings() {
    return new SpectrumSettings(
        OperatorKind.EXACT, null, 0, false, new LanczosSpectrum(ROUND - 1, 29, 1, 4));
  }

  private static double[][] assertSpansS(double[][] basis) {
    assertThat(basis).hasNumberOfRows(ROUND);
    for (int i = 0; i < ROUND; i++) {
      assertThat(CYLINDER.projection(basis[i])).isEqualTo(1, within(1e-9));
      for (int j = 0; j <= i; j++) {
        assertThat(Vectors.dot(basis[i], basis[j])).isEqualTo(i == j ? 1 : 0, within(1e-9));
      }
    }
    return basis;
  }

  @Test
  void directions_insideAndOutside_spanOfTheRoundAxesAndTheirBends() {
    int unseen = 60;
    int trained = 30;
    double[][] points =
        Scene.both(
            Scene.both(images(unseen / 2, 0.5, 0.95, 1), images(unseen / 2, 1.05, 1.5, 2)),
            Scene.both(images(trained / 2, 0.5, 0.95, 3), images(trained / 2, 1.05, 1.5, 4)));
    Scene scene = Scene.of(CYLINDER.classifier(), SHAPE, points).part(0, unseen);
    DirectionsStudy.Result result;
    try (Experiment experiment = scene.open()) {
      result =
          experiment.run(
              new DirectionsStudy(
                  settings(), ROUND + 2, experiment.training(trained), Integer.MAX_VALUE));
    }
    DirectionsStudy.Summary summary = result.summary();
    double[][] basis = assertSpansS(result.shared().basis());
    assertThat(summary.dimensions()).isEqualTo(ROUND);
    assertThat(summary.trainPoints()).isEqualTo(trained);
    assertThat(summary.directionsPerPoint()).isEqualTo(ROUND - 1);
    assertThat(summary.validationPoints()).isEqualTo(unseen);
    assertThat(summary.step())
        .isEqualTo(
            Quantiles.of(IntStream.range(0, unseen).mapToDouble(i -> CYLINDER.distance(points[i]))),
            within(1e-5));
    // M M^T is the sum of projections on S less the normal, each of trace m - 1.
    assertThat(summary.singularValues()).hasSize(ROUND);
    assertThat(Arrays.stream(summary.singularValues()).map(s -> s * s).sum())
        .isEqualTo((ROUND - 1.0) * trained, within(1e-6));
    assertThat(summary.singularValues()[0]).isLessThanOrEqualTo(Math.sqrt(trained) + 1e-9);
    for (int i = 0; i < ROUND; i++) {
      double bends = 0;
      double squares = 0;
      for (int p = unseen; p < points.length; p++) {
        double component = normal(points[p], basis[i]);
        squares += 1 - component * component;
      }
      assertThat(squares)
          .isEqualTo(summary.singularValues()[i] * summary.singularValues()[i], within(1e-6));
      for (int p = 0; p < unseen; p++) {
        double component = normal(points[p], basis[i]);
        bends += (1 - component * component) / unseen;
      }
      // Along u_i over the mean along random directions, (m - 1) / d. Of a squared projection on
      // m - 1 of d dimensions, Beta((m - 1) / 2, (d - m + 1) / 2), the mean of 64 has a relative
      // deviation of 0.092, so its inverse is 0.009 too large; 5 deviations of the mean over 60
      // points are 0.06.
      double ratio = bends * D / (ROUND - 1);
      assertThat(summary.ratio()[i]).isEqualTo(ratio, within(0.07 * ratio));
    }
  }

  /** The component of a direction along the boundary's normal at the nearest point. */
  private static double normal(double[] x, double[] direction) {
    double[] part = Arrays.copyOf(x, ROUND);
    return Vectors.dot(Vectors.normalize(part), Arrays.copyOf(direction, ROUND));
  }

  private static double rate(List<Interval> rates, int level) {
    return rates.get(level).estimate();
  }

  private static double low(List<Interval> rates, int level) {
    return rates.get(level).low();
  }

  private static double high(List<Interval> rates, int level) {
    return rates.get(level).high();
  }

  private static double mean(Interval share) {
    return share.estimate();
  }

  /**
   * @param off how far images are from the axis at most
   */
  private static void assertRates(SensitivityStudy.Summary summary, double[][] points, double off) {
    int images = points.length;
    double norm = Quantiles.of(Arrays.stream(points).mapToDouble(Vectors::norm));
    assertThat(summary.imageNorm()).isEqualTo(norm, within(1e-9));
    assertThat(summary.images()).isEqualTo(images);
    List<Interval> inS = summary.inSubspace();
    List<Interval> orthogonal = summary.orthogonal();
    List<Interval> whole = summary.wholeSpace();
    int leaving = 0;
    for (int level = 0; level < NOISE.size(); level++) {
      double noise = NOISE.get(level) * norm;
      boolean leaves = noise > RADIUS + off;
      leaving += leaves ? 1 : 0;
      assertThat(leaves || noise < RADIUS - off).isTrue();
      assertThat(rate(inS, level)).isEqualTo(leaves ? 1 : 0);
      assertThat(rate(orthogonal, level)).isZero();
      // Between those of a narrower and of a wider cylinder around the image.
      double most = noise == 0 ? 0 : leaving(RADIUS - off, noise);
      double least = noise == 0 ? 0 : leaving(RADIUS + off, noise);
      double deviation = Math.sqrt(most * (1 - most) / images);
      assertThat(rate(whole, level)).isBetween(least - 5 * deviation, most + 5 * deviation);
      for (List<Interval> rates : List.of(inS, orthogonal, whole)) {
        assertThat(rate(rates, level)).isBetween(low(rates, level), high(rates, level));
      }
    }
    assertThat(rate(whole, NOISE.size() - 1)).isBetween(0.3, 0.7);
    assertThat(mean(summary.excess().mean()))
        .isEqualTo((double) leaving / NOISE.size(), within(1e-12));
  }

  private static double leaving(double radius, double noise) {
    return new Cylinder(D, ROUND, radius).leavingProbability(noise);
  }

  private static void assertTable(SensitivityStudy.Summary summary, double[][] points) {
    int n = points.length;
    assertThat(summary.dimensions()).isEqualTo(ROUND);
    assertThat(summary.expectedRandom()).isEqualTo(Math.sqrt((double) ROUND / D));
    // E p^2 = m/d.
    double random = CYLINDER.meanRandomProjection();
    double deviation = Math.sqrt((double) ROUND / D - random * random);
    assertThat(mean(summary.share(SubspaceShares.RANDOM)))
        .isEqualTo(random, within(5 * deviation / Math.sqrt(n)));
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        if (i != j) {
          double share = CYLINDER.projection(Vectors.subtract(points[j], points[i]));
          sum += share / n / (n - 1);
          squares += share * share / n / (n - 1);
        }
      }
    }
    assertThat(mean(summary.share(SubspaceShares.DIFFERENCE)))
        .isEqualTo(sum, within(5 * Math.sqrt((squares - sum * sum) / n)));
    double horizontal = Arrays.stream(points).mapToDouble(x -> slope(x, 0, 1)).sum() / n;
    double vertical = Arrays.stream(points).mapToDouble(x -> slope(x, 1, 0)).sum() / n;
    assertThat(mean(summary.share(SubspaceShares.HORIZONTAL))).isEqualTo(horizontal, within(1e-8));
    assertThat(mean(summary.share(SubspaceShares.VERTICAL))).isEqualTo(vertical, within(1e-8));
    assertThat(mean(summary.share(SubspaceShares.IMAGE_GRADIENT)))
        .isEqualTo((horizontal + vertical) / 2, within(1e-8));
    summary
        .projection()
        .forEach((name, share) -> assertThat(share).isEqualTo(mean(summary.share(name))));
  }

  /** The part in S of forward differences of an image, pixel by pixel. */
  private static double slope(double[] x, int down, int right) {
    double[] differences = new double[D];
    for (int channel = 0; channel < 2; channel++) {
      for (int row = 0; row < 3 - down; row++) {
        for (int column = 0; column < 5 - right; column++) {
          differences[channel * 15 + row * 5 + column] =
              x[channel * 15 + (row + down) * 5 + column + right]
                  - x[channel * 15 + row * 5 + column];
        }
      }
    }
    return CYLINDER.projection(differences);
  }

  @Test
  void sensitivity_directionsFound_leavesInSAloneAndPerturbationsLieInS() {
    int count = 200;
    double off = 0.05;
    double[][] points = images(count, 0.8 * off, off, 5);
    double[][] all = Scene.both(points, images(20, 0.5, 0.9, 6));
    Scene scene = Scene.of(CYLINDER.classifier(), SHAPE, all).part(0, count);
    SensitivityStudy.Result result;
    try (Experiment experiment = scene.open()) {
      DirectionsStudy directions =
          new DirectionsStudy(settings(), ROUND, experiment.training(20), 10);
      result = experiment.run(SensitivityStudy.in(directions, NOISE));
      assertThat(result.directions()).isSameAs(experiment.run(directions));
    }
    assertRates(result.summary(), points, off);
    assertTable(result.summary(), points);
    Interval adversarial = result.summary().share(SubspaceShares.ADVERSARIAL);
    assertThat(adversarial.count()).isEqualTo(count);
    assertThat(mean(adversarial)).isEqualTo(1, within(1e-6));
  }

  @Test
  void sensitivity_basisFromAFileAndImagesOnTheAxis_knownProbabilities() throws IOException {
    int count = 400;
    double[][] points = images(count, 0, 0, 7);
    // Images with the same logits all are refused, so one lies beside the axis.
    double off = 0.05;
    points[0][0] = off;
    Path basis = folder.resolve("basis.npy");
    NpyWriter.writeRows(basis, CYLINDER.basis());
    SensitivityStudy.Summary summary =
        Scene.of(CYLINDER.classifier(), SHAPE, points)
            .run(SensitivityStudy.in(basis, NOISE))
            .summary();
    assertRates(summary, points, off);
    assertTable(summary, points);
    // On the axis no direction is nearer to the boundary than another, and no gradient tells one.
    assertThat(summary.share(SubspaceShares.ADVERSARIAL).count()).isEqualTo(1);
  }
}
