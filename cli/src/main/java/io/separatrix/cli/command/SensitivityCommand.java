package io.separatrix.cli.command;

import io.separatrix.cli.option.SharedDirectionsOptions;
import io.separatrix.cli.option.SpectrumOptions;
import io.separatrix.cli.terminal.UsageException;
import io.separatrix.experiment.Experiment;
import io.separatrix.experiment.Study;
import io.separatrix.studies.curvature.SensitivityStudy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sensitivity}. */
@Command(
    name = "sensitivity",
    description = "Noise in the shared curved directions, and what lies in them (Fig. 6, Table I).")
final class SensitivityCommand extends StudyCommand {

  @Mixin SpectrumOptions spectrum = new SpectrumOptions();

  @Mixin SharedDirectionsOptions shared = new SharedDirectionsOptions();

  @Option(
      names = "--basis",
      paramLabel = "FILE",
      description =
          "An .npy file with the basis of S as rows, as the command directions leaves it (default:"
              + " find S first).")
  @Nullable Path basis;

  @Option(
      names = "--noise",
      paramLabel = "R,...",
      hideParamSyntax = true,
      split = ",",
      description =
          "Noise norms relative to the median image norm (default:"
              + " 0,0.02,0.05,0.1,0.15,0.2,0.3,0.4).")
  List<Double> noise = SensitivityStudy.DEFAULT_NOISE;

  @Override
  List<Study<?>> studies(Experiment experiment) {
    if (noise.stream().anyMatch(norm -> !(norm >= 0 && Double.isFinite(norm)))) {
      throw new UsageException("--noise: expected norms of at least 0, found " + noise);
    }
    return List.of(
        basis == null
            ? SensitivityStudy.in(
                shared.study(experiment, spectrum.settings(experiment, false)), noise)
            : SensitivityStudy.in(basis, noise));
  }

  @Override
  Map<String, Object> options() {
    Map<String, Object> options = super.options();
    options.put("basis", basis == null ? "" : basis.toString());
    return options;
  }
}
