package io.separatrix.geometry.curvature;

import io.separatrix.geometry.Evaluator;
import io.separatrix.geometry.LogitCombination;
import io.separatrix.testkit.CurvatureOperatorContract;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;

/** Every way to a curvature operator gives one. */
class CurvatureOperatorContractTest {

  @Nested
  class Exact implements CurvatureOperatorContract {
    @Override
    public CurvatureOperator operator(
        double[] z, LogitCombination f, double scale, Evaluator evaluator) {
      return CurvatureOperator.exact(z, f, evaluator);
    }
  }

  @Nested
  class GradientDifferences implements CurvatureOperatorContract {
    @Override
    public CurvatureOperator operator(
        double[] z, LogitCombination f, double scale, Evaluator evaluator) {
      return CurvatureOperator.gradientDifferences(z, f, 0.3 * scale, evaluator);
    }
  }

  @Nested
  class Smoothed implements CurvatureOperatorContract {
    @Override
    public CurvatureOperator operator(
        double[] z, LogitCombination f, double scale, Evaluator evaluator) {
      return new GaussianSmoothing(0.3 * scale, 4000).at(z, f, new SplittableRandom(9), evaluator);
    }

    @Override
    public double accuracy() {
      return 0.15;
    }
  }
}
