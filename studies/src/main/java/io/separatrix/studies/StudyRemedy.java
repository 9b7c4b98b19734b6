package io.separatrix.studies;

/** What a user can do where a study does not come out; each way into the program says how. */
public enum StudyRemedy {
  /** Other images to span the plane of a cross-section by. */
  ENDS,
  /** A step h instead of one that is found. */
  STEP,
  /** Another rate of false alarms. */
  FALSE_ALARM_RATE,
  /** A calibration for the model at hand. */
  CALIBRATION,
  /** The pixel range of the calibration. */
  PIXEL_RANGE,
  /** Many images instead of one. */
  MANY_IMAGES
}
