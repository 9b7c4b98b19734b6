package io.separatrix.cli.command;

import io.separatrix.cli.option.SharedDirectionsOptions;
import io.separatrix.cli.option.SpectrumOptions;
import io.separatrix.experiment.Experiment;
import io.separatrix.experiment.Study;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code directions}. */
@Command(
    name = "directions",
    description = "Directions along which the boundary is curved at many images (Fig. 5).")
final class DirectionsCommand extends StudyCommand {

  @Mixin SpectrumOptions spectrum = new SpectrumOptions();

  @Mixin SharedDirectionsOptions shared = new SharedDirectionsOptions();

  @Override
  List<Study<?>> studies(Experiment experiment) {
    return List.of(shared.study(experiment, spectrum.settings(experiment, false)));
  }
}
