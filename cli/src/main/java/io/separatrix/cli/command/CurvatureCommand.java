package io.separatrix.cli.command;

import io.separatrix.cli.option.Numbers;
import io.separatrix.cli.option.SpectrumOptions;
import io.separatrix.experiment.Experiment;
import io.separatrix.experiment.Study;
import io.separatrix.studies.curvature.CurvatureStudy;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code curvature}. */
@Command(
    name = "curvature",
    description = "Principal curvatures at nearest boundary points (Fig. 4b).")
final class CurvatureCommand extends StudyCommand {

  @Mixin SpectrumOptions spectrum = new SpectrumOptions();

  @Option(
      names = "--method",
      paramLabel = "lanczos|dense",
      defaultValue = "lanczos",
      description =
          "lanczos: both ends and the bulk from some 100 products; dense: the whole matrix"
              + " (default: ${DEFAULT-VALUE}).")
  Method method = Method.LANCZOS;

  @Option(
      names = "--dense-check",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "Compare the fast mode with the whole matrix at the first N points (default:"
              + " ${DEFAULT-VALUE}).",
      converter = Numbers.NotNegative.class)
  int checked;

  /** How a spectrum is computed. */
  enum Method {
    LANCZOS,
    DENSE
  }

  @Override
  List<Study<?>> studies(Experiment experiment) {
    return List.of(
        new CurvatureStudy(
            spectrum.settings(experiment, method == Method.DENSE), Integer.MAX_VALUE, checked));
  }
}
