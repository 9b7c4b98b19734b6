package io.separatrix.cli.command;

import io.separatrix.cli.option.LowerCase;
import io.separatrix.cli.terminal.Host;
import io.separatrix.experiment.Experiment;
import io.separatrix.experiment.Study;
import io.separatrix.studies.BoundaryMode;
import io.separatrix.studies.BoundaryStudy;
import java.util.List;
import java.util.Map;
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
              + " DeepFool as published, its overshoot included (default: ${DEFAULT-VALUE}).",
      converter = LowerCase.OfMode.class)
  BoundaryMode mode = BoundaryMode.NEAREST;

  BoundaryCommand(Host host) {
    super(host);
  }

  @Override
  String name() {
    return "boundary";
  }

  @Override
  List<Study<?>> studies(Experiment experiment) {
    return List.of(BoundaryStudy.alone(mode));
  }

  @Override
  Map<String, Object> options() {
    return Map.of("mode", LowerCase.name(mode));
  }
}
