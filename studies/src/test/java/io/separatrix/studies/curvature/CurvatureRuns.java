package io.separatrix.studies.curvature;

import io.separatrix.data.Images;
import io.separatrix.experiment.StudyContext;
import io.separatrix.experiment.run.RunFolder;
import io.separatrix.experiment.run.Stopwatch;
import io.separatrix.geometry.Classifier;
import io.separatrix.geometry.TimedClassifier;
import io.separatrix.studies.Runs;
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
