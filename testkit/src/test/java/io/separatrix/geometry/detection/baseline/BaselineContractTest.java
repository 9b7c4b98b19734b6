package io.separatrix.geometry.detection.baseline;

import io.separatrix.geometry.Classifier;
import io.separatrix.geometry.Lockstep;
import io.separatrix.geometry.Seeds;
import io.separatrix.geometry.detection.Detector;
import io.separatrix.testkit.DetectorContract;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Nested;

/** The detectors of other authors are detectors. */
class BaselineContractTest {

  @Nested
  class Distance implements DetectorContract {
    @Override
    public Detector detector(Classifier classifier, double[][] clean, double scale) {
      return new BoundaryDistance(2);
    }
  }

  @Nested
  class Squeezing implements DetectorContract {
    @Override
    public Detector detector(Classifier classifier, double[][] clean, double scale) {
      return FeatureSqueezing.joint(1, 4, 4, -2 * scale, 2 * scale);
    }
  }

  @Nested
  class LogOdds implements DetectorContract {
    @Override
    public Detector detector(Classifier classifier, double[][] clean, double scale) {
      NoiseResponse noise = new NoiseResponse(0.05 * scale, 16, 0);
      List<NoiseResponse.Change> responses =
          new Lockstep(classifier, 8)
              .map(
                  Arrays.asList(clean),
                  (x, f) -> noise.at(x, Seeds.random(2, "clean", Arrays.hashCode(x)), f));
      return NoiseLogOdds.of(noise, responses);
    }
  }

  @Nested
  class IntrinsicDimension implements DetectorContract {
    @Override
    public Detector detector(Classifier classifier, double[][] clean, double scale) {
      return new LocalIntrinsicDimension(classifier.logits(clean), 10);
    }

    @Override
    public Detector forConstant(Detector usual) {
      return new LocalIntrinsicDimension(new double[20][3], 10);
    }
  }
}
