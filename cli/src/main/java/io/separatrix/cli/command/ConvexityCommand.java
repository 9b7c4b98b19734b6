package io.separatrix.cli.command;

import io.separatrix.experiment.Experiment;
import io.separatrix.experiment.Study;
import io.separatrix.studies.ConvexityStudy;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code convexity}. */
@Command(
    name = "convexity",
    description = "How often convex combinations of images of one region stay in it (Fig. 3).")
final class ConvexityCommand extends StudyCommand {

  @Option(
      names = "--k",
      paramLabel = "K,...",
      hideParamSyntax = true,
      split = ",",
      defaultValue = "2,3,4,5,6,7,8,9,10",
      description = "Numbers of images to combine (default: ${DEFAULT-VALUE}).")
  List<Integer> sizes = List.of();

  @Option(
      names = "--trials",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Combinations for each k (default: ${DEFAULT-VALUE}).")
  int trials;

  @Override
  List<Study<?>> studies(Experiment experiment) {
    return List.of(new ConvexityStudy(sizes, trials));
  }
}
