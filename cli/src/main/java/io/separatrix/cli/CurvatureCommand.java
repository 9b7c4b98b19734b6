package io.separatrix.cli;

import io.separatrix.studies.Study;
import io.separatrix.studies.curvature.CurvatureStudy;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
          "lanczos: both ends and the bulk from some 240 products; dense: the whole matrix"
              + " (default: ${DEFAULT-VALUE}).")
  Method method = Method.lanczos;

  /** As they are written on the command line. */
  enum Method {
    lanczos,
    dense
  }

  CurvatureCommand(Host host) {
    super(host);
  }

  @Override
  String name() {
    return "curvature";
  }

  @Override
  List<Study<?>> studies(Subject subject) {
    SpectrumOptions.Resolved resolved = spectrum.resolve(subject, method == Method.dense);
    return List.of(new CurvatureStudy(resolved.settings(), resolved.network()));
  }

  @Override
  Map<String, Object> options() {
    Map<String, Object> options = new TreeMap<>(spectrum.options());
    options.put("method", method.name());
    return options;
  }
}
