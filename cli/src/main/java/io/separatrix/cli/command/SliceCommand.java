package io.separatrix.cli.command;

import io.separatrix.cli.option.Numbers;
import io.separatrix.experiment.Experiment;
import io.separatrix.experiment.Study;
import io.separatrix.geometry.path.Pair;
import io.separatrix.studies.SliceStudy;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code slice}. */
@Command(name = "slice", description = "Cross-sections of decision regions (Fig. 2).")
final class SliceCommand extends StudyCommand {

  @ArgGroup(exclusive = false)
  @Nullable Ends ends;

  @Option(
      names = "--resolution",
      paramLabel = "N",
      defaultValue = "200",
      description = "Points along the longer side of a map (default: ${DEFAULT-VALUE}).")
  int resolution;

  /** Both or none. */
  static final class Ends {
    @Option(
        names = "--first",
        required = true,
        paramLabel = "I",
        description =
            "Which image is x1, counted from --offset (default: a pair whose path is not"
                + " straight).",
        converter = Numbers.NotNegative.class)
    int first;

    @Option(
        names = "--second",
        required = true,
        paramLabel = "J",
        description = "Which image is x2; it must have the same predicted label.",
        converter = Numbers.NotNegative.class)
    int second;
  }

  @Override
  List<Study<?>> studies(Experiment experiment) {
    return List.of(
        new SliceStudy(ends == null ? null : new Pair(ends.first, ends.second), resolution));
  }

  @Override
  Map<String, Object> options() {
    return ends == null
        ? Map.of("resolution", resolution)
        : Map.of("resolution", resolution, "first", ends.first, "second", ends.second);
  }
}
