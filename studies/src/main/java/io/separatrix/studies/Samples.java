package io.separatrix.studies;

import io.separatrix.experiment.run.RunFolder;

/** Where a study puts its table of items. */
public final class Samples {

  private Samples() {}

  /**
   * {@code samples.csv} in a run of this study alone (a command may have several kinds of it,
   * {@code paths-1}), {@code samples-STUDY.csv} in a run of several.
   */
  public static String file(Study<?> study, StudyContext context) {
    String command = context.folder().manifest().command();
    return study.name().equals(command) || study.name().startsWith(command + "-")
        ? RunFolder.SAMPLES
        : "samples-" + study.name() + ".csv";
  }
}
