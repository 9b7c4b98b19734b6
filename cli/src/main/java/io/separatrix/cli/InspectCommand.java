package io.separatrix.cli;

import io.separatrix.studies.InspectStudy;
import io.separatrix.studies.Study;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

/** {@code inspect}. */
@Command(
    name = "inspect",
    description = {
      "What a model is: operators, shapes, parameters, smoothness, checks.",
      "Without --data the checks run on uniform noise."
    })
final class InspectCommand extends StudyCommand {

  InspectCommand(Host host) {
    super(host);
  }

  @Override
  String name() {
    return "inspect";
  }

  @Override
  boolean needsData() {
    return false;
  }

  @Override
  List<Study<?>> studies(Subject subject) {
    return List.of(new InspectStudy(subject.profile()));
  }

  @Override
  Map<String, Object> options() {
    return Map.of();
  }
}
