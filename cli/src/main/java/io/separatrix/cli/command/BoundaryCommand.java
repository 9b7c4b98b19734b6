package io.separatrix.cli.command;

import io.separatrix.experiment.Experiment;
import io.separatrix.experiment.Study;
import io.separatrix.studies.BoundaryMode;
import io.separatrix.studies.BoundaryStudy;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code boundary}. */
@Command(name = "boundary", description = "Nearest boundary points of images (Sec. II).")
final class BoundaryCommand extends StudyCommand {

  @Option(
      names = "--mode",
      paramLabel = "nearest|thorough|quick|reference",
      defaultValue = "nearest",
      description =
          "nearest: DeepFool refined to the nearest point; thorough: longer walks, at five times"
              + " the time; quick: a few steps of that refinement, a third of the time; reference:"
              + " DeepFool as published, its overshoot included (default: ${DEFAULT-VALUE}).")
  BoundaryMode mode = BoundaryMode.NEAREST;

  @Override
  List<Study<?>> studies(Experiment experiment) {
    return List.of(BoundaryStudy.alone(mode));
  }
}
