package io.separatrix.studies.curvature;

import io.separatrix.geometry.Classifier;
import io.separatrix.geometry.TimedClassifier;
import io.separatrix.studies.Images;
import io.separatrix.studies.StudyContext;
import io.separatrix.studies.run.RunFolder;
import io.separatrix.studies.run.Runs;
import io.separatrix.studies.run.Stopwatch;
import java.nio.file.Path;
import java.util.Map;

/** Contexts of curvature studies for tests. */
final class CurvatureRuns {

  private CurvatureRuns() {}

  static StudyContext context(Path folder, Classifier classifier, Images images) {
    TimedClassifier timed = new TimedClassifier(classifier);
    return new StudyContext(
        timed,
        Runs.model("network", "a".repeat(64)),
        images,
        16,
        1,
        RunFolder.start(
            folder, RunFolder.Existing.REFUSE, Runs.manifest(Map.of(), "a".repeat(64), 1)),
        (study, done, total) -> {},
        new Stopwatch(timed, 0));
  }
}
