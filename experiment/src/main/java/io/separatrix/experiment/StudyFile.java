package io.separatrix.experiment;

import java.util.List;

/** Something that a study leaves in the run folder beside its summary. */
public sealed interface StudyFile {

  /**
   * The table of the study's items: {@code samples.csv}, or {@code samples-STUDY.csv} in a run of
   * several.
   *
   * @param columns their names
   * @param rows as many cells each; null for an empty one
   */
  record Samples(List<String> columns, List<List<?>> rows) implements StudyFile {}

  /**
   * A matrix as {@code .npy}, float64.
   *
   * @param name of the file
   * @param rows of equal length
   */
  record Matrix(String name, double[][] rows) implements StudyFile {}

  /**
   * A record as JSON.
   *
   * @param name of the file
   * @param content a record that Jackson writes
   */
  record Document(String name, Object content) implements StudyFile {}

  /**
   * A text as it is.
   *
   * @param name of the file, its path inside the folder with slashes
   */
  record Text(String name, String content) implements StudyFile {}
}
