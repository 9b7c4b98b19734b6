package io.separatrix.cli.command;

import io.separatrix.cli.option.SharedDirectionsOptions;
import io.separatrix.cli.option.SpectrumOptions;
import io.separatrix.cli.terminal.Host;
import io.separatrix.experiment.Experiment;
import io.separatrix.experiment.Study;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code directions}. */
@Command(
    name = "directions",
    description = "Directions along which the boundary is curved at many images (Fig. 5).")
final class DirectionsCommand extends StudyCommand {

  @Mixin SpectrumOptions spectrum = new SpectrumOptions();

  @Mixin SharedDirectionsOptions shared = new SharedDirectionsOptions();

  DirectionsCommand(Host host) {
    super(host);
  }

  @Override
  String name() {
    return "directions";
  }

  @Override
  List<Study<?>> studies(Experiment experiment) {
    return List.of(shared.study(experiment, spectrum.settings(experiment, false)));
  }

  @Override
  Map<String, Object> options() {
    Map<String, Object> options = new TreeMap<>(spectrum.options());
    options.putAll(shared.options());
    return options;
  }
}
