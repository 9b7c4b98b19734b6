package io.separatrix.experiment;

/** What a user can do about an experiment's images; each way into the program says how. */
public enum ExperimentRemedy {
  /** Fewer images for the experiment itself: {@link ExperimentBuilder#limit}. */
  FEWER_IMAGES
}
