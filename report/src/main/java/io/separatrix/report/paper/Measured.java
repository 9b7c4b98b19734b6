package io.separatrix.report.paper;

import io.separatrix.geometry.Proportion;
import io.separatrix.geometry.SampleMean;

/**
 * A number of a run.
 *
 * @param value the estimate
 * @param low lower end of its 95 % interval
 * @param high upper end
 * @param count items it rests on
 */
public record Measured(double value, double low, double high, long count) {

  static Measured of(Proportion share) {
    return new Measured(share.estimate(), share.low(), share.high(), share.trials());
  }

  static Measured of(SampleMean mean) {
    return new Measured(mean.mean(), mean.low(), mean.high(), mean.count());
  }
}
