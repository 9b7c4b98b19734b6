package io.separatrix.studies.detection;

import io.separatrix.experiment.run.IntervalKeys;
import io.separatrix.geometry.Interval;
import io.separatrix.geometry.Proportion;
import io.separatrix.geometry.detection.Calibration;
import java.util.Arrays;

/**
 * The calibrated threshold, tried on images that it was not chosen on.
 *
 * @param wanted the wanted rate
 * @param calibrated the share of the calibration images above t; the interval is about other images
 *     of the same kind, so it says which rate to expect after calibration on so many
 * @param threshold t
 * @param calibrationImages clean images that t rests on
 * @param alarms clean test images above t
 * @param images clean test images
 * @param rate {@code alarms / images}; the interval is about other clean images
 */
public record FalseAlarms(
    double wanted,
    @IntervalKeys(estimate = "", low = "wantedLow", high = "wantedHigh") Interval calibrated,
    double threshold,
    int calibrationImages,
    long alarms,
    long images,
    @IntervalKeys(low = "low", high = "high") Interval rate) {

  static FalseAlarms of(Calibration calibration, double[] clean) {
    Proportion alarms =
        Proportion.of(
            Arrays.stream(clean).mapToObj(value -> value > calibration.threshold()).toList());
    return new FalseAlarms(
        calibration.falseAlarmRate(),
        calibration.calibratedRate().interval(),
        calibration.threshold(),
        calibration.samples(),
        alarms.successes(),
        alarms.trials(),
        alarms.interval());
  }
}
