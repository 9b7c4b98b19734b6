package io.separatrix.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.separatrix.cli.option.OutputOptions;
import io.separatrix.cli.terminal.Host;
import io.separatrix.experiment.Experiment;
import io.separatrix.experiment.Study;
import io.separatrix.experiment.run.RunFolder;
import io.separatrix.studies.InspectStudy;
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
  List<Study<?>> studies(Experiment experiment) {
    return List.of(new InspectStudy());
  }

  @Override
  void afterwards(RunFolder folder) {
    if (output.format() == OutputOptions.Format.TEXT) {
      JsonNode summary = folder.readJson(RunFolder.SUMMARY, JsonNode.class);
      host.print(summary.path("next").asText());
    }
  }

  @Override
  Map<String, Object> options() {
    return Map.of();
  }
}
