package io.separatrix.geometry.detection;

import io.separatrix.geometry.Classifier;
import io.separatrix.testkit.DetectorContract;
import org.junit.jupiter.api.Nested;

/** Every way to the statistic of Algorithm 2 is a detector. */
class DetectorContractTest {

  private static DetectionSettings settings(double scale) {
    return DetectionSettings.of(0.1 * scale, 32);
  }

  @Nested
  class SharedForward implements DetectorContract {
    @Override
    public Detector detector(Classifier classifier, double[][] clean, double scale) {
      return new SharedForwardStatistic(settings(scale));
    }
  }

  @Nested
  class SharedForwardOfAllClasses implements DetectorContract {
    @Override
    public Detector detector(Classifier classifier, double[][] clean, double scale) {
      return new SharedForwardStatistic(
          settings(scale)
              .withLeading(0)
              .withAggregate(DetectionSettings.Aggregate.NEAREST)
              .withStopping(3, 0));
    }
  }

  @Nested
  class Gradient implements DetectorContract {
    @Override
    public Detector detector(Classifier classifier, double[][] clean, double scale) {
      return new GradientStatistic(
          settings(scale).withAggregate(DetectionSettings.Aggregate.LARGEST));
    }
  }

  @Nested
  class Studentized implements DetectorContract {
    @Override
    public Detector detector(Classifier classifier, double[][] clean, double scale) {
      return new StudentizedStatistic(settings(scale));
    }
  }

  @Nested
  class AtTheBoundary implements DetectorContract {
    @Override
    public Detector detector(Classifier classifier, double[][] clean, double scale) {
      return new BoundaryStatistic(settings(scale).withLeading(2));
    }

    /** The nearest boundary point is found to within some 1e-3 of its distance. */
    @Override
    public double scoreError() {
      return 5e-3;
    }
  }
}
