package io.separatrix.experiment;

import java.util.List;

/** What a study found: a summary, and what it rests on. */
public interface StudyResult {

  /** {@return a record whose fields are those of {@code summary.json}} */
  Object summary();

  /** {@return the tables and arrays that go to the run folder, if there is one} */
  default List<StudyFile> files() {
    return List.of();
  }

  /** {@return the results of other studies that are part of this one} */
  default List<StudyResult> parts() {
    return List.of();
  }
}
