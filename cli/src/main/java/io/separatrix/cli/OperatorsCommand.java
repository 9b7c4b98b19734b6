package io.separatrix.cli;

import io.separatrix.experiment.Study;
import io.separatrix.geometry.Classifier;
import io.separatrix.network.Graph;
import io.separatrix.studies.curvature.OperatorKind;
import io.separatrix.studies.curvature.OperatorsStudy;
import io.separatrix.studies.curvature.SpectrumSettings;
import io.separatrix.studies.curvature.Surrogate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** {@code operators}. */
@Command(
    name = "operators",
    description = "Curvature operators side by side: which of them the network itself confirms.")
final class OperatorsCommand extends StudyCommand {

  /** Sharpness of the other surrogates, relative to the one that would be taken. */
  private static final double[] SHARPNESS = {0.25, 4};

  OperatorsCommand(Host host) {
    super(host);
  }

  @Override
  String name() {
    return "operators";
  }

  @Override
  List<Study<?>> studies(Subject subject) {
    List<OperatorsStudy.Candidate> candidates = new ArrayList<>();
    Graph graph = subject.network().graph();
    if (subject.profile().kind().exactHessianTells()) {
      candidates.add(candidate(OperatorKind.EXACT, 0, null, subject.classifier()));
    } else if (graph != null) {
      Surrogate chosen = subject.surrogate(graph, null);
      candidates.add(candidate(subject, chosen));
      for (double factor : SHARPNESS) {
        candidates.add(
            candidate(subject, subject.surrogate(graph, factor * chosen.trust().sharpness())));
      }
    }
    for (OperatorKind kind : List.of(OperatorKind.GRADIENT, OperatorKind.GAUSSIAN)) {
      candidates.add(candidate(kind, 0, null, subject.classifier()));
      candidates.add(candidate(kind, authorsStep(subject), null, subject.classifier()));
    }
    return List.of(new OperatorsStudy(candidates));
  }

  /** The step of the authors' later code, {@code 10 sqrt(d) (max - min) / 512}. */
  private static double authorsStep(Subject subject) {
    double range = subject.images().range().high() - subject.images().range().low();
    return 10 * Math.sqrt(subject.classifier().dimension()) * range / 512;
  }

  private static OperatorsStudy.Candidate candidate(Subject subject, Surrogate surrogate) {
    return candidate(OperatorKind.SURROGATE, 0, surrogate.trust(), subject.accounted(surrogate));
  }

  private static OperatorsStudy.Candidate candidate(
      OperatorKind kind, double step, Surrogate.@Nullable Trust trust, Classifier network) {
    return new OperatorsStudy.Candidate(
        new SpectrumSettings(kind, step, false, SpectrumSettings.FAST, trust), network);
  }

  @Override
  Map<String, Object> options() {
    return Map.of();
  }
}
