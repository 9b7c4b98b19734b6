package io.separatrix.experiment.run;

/** What a user can do about a run folder; each way into the program says how. */
public enum RunRemedy {
  /** Another folder for the run. */
  ANOTHER_FOLDER,
  /** Another folder, or going on with what is in this one, or deleting it. */
  ANOTHER_FOLDER_OR_THIS,
  /** The same again, going on where the run stopped: {@link RunFolder.Existing#RESUME}. */
  RESUME,
  /** Going on, here or in another folder. */
  RESUME_OR_ANOTHER_FOLDER,
  /** Going on, or starting anew. */
  RESUME_OR_OVERWRITE,
  /** Deleting what is there first: {@link RunFolder.Existing#OVERWRITE}. */
  OVERWRITE
}
