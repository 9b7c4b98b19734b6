package io.separatrix.studies.detection;

import io.separatrix.geometry.detection.BoundaryStatistic;
import io.separatrix.geometry.detection.DetectionSettings;
import io.separatrix.geometry.detection.DetectionStatistic;
import io.separatrix.geometry.detection.GradientStatistic;
import io.separatrix.geometry.detection.SharedForwardStatistic;
import io.separatrix.geometry.detection.StudentizedStatistic;

/** How the statistic of Algorithm 2 is computed. */
public enum StatisticKind {
  /** At x, from forward passes that all classes share. */
  FAST {
    @Override
    public DetectionStatistic with(DetectionSettings settings) {
      return new SharedForwardStatistic(settings);
    }
  },

  /** At x, class by class and direction by direction through gradients, as printed. */
  REFERENCE {
    @Override
    public DetectionStatistic with(DetectionSettings settings) {
      return new GradientStatistic(settings);
    }
  },

  /** At x, in units of its spread over the directions; forward passes alone. */
  STUDENTIZED {
    @Override
    public DetectionStatistic with(DetectionSettings settings) {
      return new StudentizedStatistic(settings);
    }
  },

  /** At the nearest boundary point instead of at x. */
  BOUNDARY {
    @Override
    public DetectionStatistic with(DetectionSettings settings) {
      return new BoundaryStatistic(settings);
    }
  };

  /** The computation with the given settings. */
  public abstract DetectionStatistic with(DetectionSettings settings);
}
