package io.separatrix.cli.command;

import io.separatrix.cli.option.Numbers;
import io.separatrix.experiment.Experiment;
import io.separatrix.experiment.Study;
import io.separatrix.studies.PlanesStudy;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code planes}. */
@Command(
    name = "planes",
    description = {
      "Labels on planes through three images each: in how many pieces they are.",
      "compare says where two such runs, on the same images and seed, give the same labels."
    })
final class PlanesCommand extends StudyCommand {

  @Option(
      names = "--planes",
      paramLabel = "N",
      defaultValue = "100",
      description = "Planes, two at least (default: ${DEFAULT-VALUE}).",
      converter = Numbers.AtLeastTwo.class)
  int planes;

  @Option(
      names = "--resolution",
      paramLabel = "N",
      defaultValue = "50",
      description = "Points along each side of a map (default: ${DEFAULT-VALUE}).",
      converter = Numbers.AtLeastTwo.class)
  int resolution;

  @Override
  List<Study<?>> studies(Experiment experiment) {
    return List.of(new PlanesStudy(planes, resolution));
  }

  @Override
  Map<String, Object> options() {
    return Map.of("planes", planes, "resolution", resolution);
  }
}
