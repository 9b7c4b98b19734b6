package io.separatrix.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The oracles' derivatives against central differences. */
class AnalyticClassifiersTest {

  static Stream<AnalyticClassifier> classifiers() {
    SplittableRandom random = new SplittableRandom(1);
    double[][] a = AnalyticClassifiers.orthogonal(random, 4);
    for (int i = 0; i < 4; i++) {
      for (int j = 0; j < i; j++) {
        a[i][j] = a[j][i];
      }
    }
    double[] b = AnalyticClassifiers.gaussian(random, 4);
    return Stream.of(
        AnalyticClassifiers.affine(AnalyticClassifiers.gaussian(random, 3, 4), new double[3]),
        AnalyticClassifiers.ball(4, 1.5),
        AnalyticClassifiers.quadratic(a, b, 0.3),
        AnalyticClassifiers.annulus(4, 1, 2),
        AnalyticClassifiers.twoBalls(new double[] {3, 0, 0, 0}, new double[4], 1),
        AnalyticClassifiers.voronoi(AnalyticClassifiers.gaussian(random, 3, 4)),
        AnalyticClassifiers.annulus(4, 1, 2)
            .transformed(0.5, AnalyticClassifiers.orthogonal(random, 4), 3));
  }

  @ParameterizedTest
  @MethodSource("classifiers")
  void derivatives_ofLogitDifference_equalCentralDifferences(AnalyticClassifier classifier) {
    SplittableRandom random = new SplittableRandom(2);
    double[] x = AnalyticClassifiers.gaussian(random, 4);
    double[] v = AnalyticClassifiers.gaussian(random, 4);
    LogitCombination f = LogitCombination.difference(0, classifier.classes() - 1);
    double h = 1e-5;
    double[][] points = {x, Vectors.addScaled(x, h, v), Vectors.addScaled(x, -h, v)};
    LogitCombination[][] functions = {{f}, {f}, {f}};

    Linearization[] at = classifier.linearize(points, functions);
    double[] product =
        classifier
            .hessianVectorProducts(
                new double[][] {x}, new LogitCombination[] {f}, new double[][] {v})[0];

    double slope = (f.value(at[1].logits()) - f.value(at[2].logits())) / (2 * h);
    assertThat(Vectors.dot(at[0].gradients()[0], v)).isCloseTo(slope, within(1e-7));
    for (int i = 0; i < 4; i++) {
      double difference = (at[1].gradients()[0][i] - at[2].gradients()[0][i]) / (2 * h);
      assertThat(product[i]).isCloseTo(difference, within(1e-7));
    }
  }
}
