package io.separatrix.cli.command;

import io.separatrix.cli.terminal.Remedies;
import io.separatrix.experiment.Experiment;
import io.separatrix.experiment.Study;
import io.separatrix.experiment.check.Readiness;
import io.separatrix.studies.InspectStudy;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;

/** {@code inspect}. */
@Command(
    name = "inspect",
    description = {
      "What a model is: operators, shapes, parameters, smoothness, checks.",
      "Without --data the checks run on uniform noise."
    })
final class InspectCommand extends StudyCommand {

  @Override
  boolean needsData() {
    return false;
  }

  @Override
  List<Study<?>> studies(Experiment experiment) {
    return List.of(new InspectStudy());
  }

  @Override
  void afterwards(Experiment experiment) {
    if (output.isText()) {
      Optional<String> how =
          data.named()
              ? Readiness.first(experiment.findings()).flatMap(Remedies::of)
              : Optional.of(Remedies.IMAGES);
      how.ifPresent(text -> host().print("how: " + text));
    }
  }
}
