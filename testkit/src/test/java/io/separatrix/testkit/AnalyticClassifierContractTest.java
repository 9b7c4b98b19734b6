package io.separatrix.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.separatrix.data.PixelRange;
import io.separatrix.geometry.Classifier;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Every analytic classifier is a classifier. */
class AnalyticClassifierContractTest {

  private static double[][] symmetric() {
    double[][] a = RandomMatrices.orthogonal(new SplittableRandom(1), 4);
    for (int i = 0; i < 4; i++) {
      for (int j = 0; j < i; j++) {
        a[i][j] = a[j][i];
      }
    }
    return a;
  }

  @Test
  void new_withoutDimensionOrLogits_isRefused() {
    assertThatThrownBy(() -> new AnalyticClassifier(3, List.of()))
        .hasMessageContaining("found dimension 3 and 0 logits");
    assertThatThrownBy(() -> AnalyticClassifiers.constant(0, 1)).hasMessageContaining("expected");
  }

  @Nested
  class Affine implements ClassifierContract {
    @Override
    public Classifier classifier() {
      return AnalyticClassifiers.affine(
          RandomMatrices.gaussian(new SplittableRandom(3), 7, 10), new double[7]);
    }
  }

  @Nested
  class OneClassOfOnePixel implements ClassifierContract {
    @Override
    public Classifier classifier() {
      return AnalyticClassifiers.affine(new double[][] {{2}}, new double[] {1});
    }
  }

  @Nested
  class Constant implements ClassifierContract {
    @Override
    public Classifier classifier() {
      return AnalyticClassifiers.constant(3, 1, 0, 2);
    }
  }

  @Nested
  class BallOfOne implements ClassifierContract {
    @Override
    public Classifier classifier() {
      return new Ball(new double[] {1, 2, 3, 4}, 1.5).classifier();
    }
  }

  @Nested
  class BallOfTenToTheMinusEight implements ClassifierContract {
    @Override
    public double scale() {
      return 1e-8;
    }

    @Override
    public Classifier classifier() {
      return AnalyticClassifiers.ball(4, 1e-8);
    }
  }

  @Nested
  class BallOfTenToTheEight implements ClassifierContract {
    @Override
    public double scale() {
      return 1e8;
    }

    @Override
    public Classifier classifier() {
      return AnalyticClassifiers.ball(4, 1e8);
    }
  }

  @Nested
  class EllipsoidOfEqualAxes implements ClassifierContract {
    @Override
    public Classifier classifier() {
      return new Ellipsoid(new double[] {1, 2, 2, 3, 3, 3}).classifier();
    }
  }

  @Nested
  class Saddle implements ClassifierContract {
    @Override
    public Classifier classifier() {
      return new Quadric(new double[] {1, -2, 0, 3}, new double[] {0, 1, 1, 0}, 0.5).classifier();
    }
  }

  @Nested
  class QuadraticForm implements ClassifierContract {
    @Override
    public Classifier classifier() {
      return AnalyticClassifiers.quadratic(symmetric(), new double[] {1, 2, 0, -1}, 0.3);
    }
  }

  @Nested
  class Ring implements ClassifierContract {
    @Override
    public Classifier classifier() {
      return new Annulus(2, 1, 2).classifier();
    }
  }

  @Nested
  class BallsApart implements ClassifierContract {
    @Override
    public Classifier classifier() {
      return new TwoBalls(new double[] {3, 0, 0, 0}, new double[4], 1).classifier();
    }
  }

  @Nested
  class BallTimesFlatSpace implements ClassifierContract {
    @Override
    public Classifier classifier() {
      return new Cylinder(6, 2, 1).classifier();
    }
  }

  @Nested
  class VoronoiCells implements ClassifierContract {
    @Override
    public Classifier classifier() {
      return AnalyticClassifiers.voronoi(RandomMatrices.gaussian(new SplittableRandom(5), 4, 3));
    }
  }

  @Nested
  class Transformed implements ClassifierContract {
    @Override
    public Classifier classifier() {
      return AnalyticClassifiers.annulus(4, 1, 2)
          .transformed(0.5, RandomMatrices.orthogonal(new SplittableRandom(6), 4), 3);
    }
  }

  @Nested
  class NearestMeans implements ClassifierContract {
    @Override
    public Classifier classifier() {
      return Fashion.classifier();
    }

    @Override
    public double[][] points() {
      double[][] points = new double[4][];
      Arrays.setAll(points, i -> Fashion.data().pixels(i, PixelRange.UNIT));
      return points;
    }
  }
}
