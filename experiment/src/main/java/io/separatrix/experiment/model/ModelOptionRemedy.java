package io.separatrix.experiment.model;

/** What a user can say of a model that is refused; each way into the program says how. */
public enum ModelOptionRemedy {
  /** Leave for a file that is a program: {@link ModelOptions#allowCode}. */
  ALLOW_CODE,
  /** Another normalisation, or none: {@link ModelOptions#input}. */
  NORMALIZATION,
  /** Nothing of normalisation and order of colours. */
  NO_NORMALIZATION,
  /** Another pixel range: {@link ModelOptions#range}. */
  PIXEL_RANGE,
  /** Other names of classes: {@link ModelOptions#labels}. */
  CLASS_NAMES
}
