package io.separatrix.experiment.run;

/** What a user can do about a run folder; each way into the program says how. */
public enum RunRemedy {
  /** Another folder for the run. */
  ANOTHER_FOLDER,
  /** The same again, going on where the run stopped: {@link RunFolder.Existing#RESUME}. */
  RESUME,
  /** Deleting what is there first: {@link RunFolder.Existing#OVERWRITE}. */
  OVERWRITE
}
