package io.separatrix.cli.command;

import io.separatrix.experiment.Experiment;
import io.separatrix.experiment.Study;
import io.separatrix.report.paper.PaperStudies;
import io.separatrix.report.paper.PaperStudies.Scale;
import io.separatrix.studies.curvature.OperatorKind;
import io.separatrix.studies.curvature.SpectrumSettings;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

/** {@code demo}. */
@Command(
    name = "demo",
    description = "Every study, small, on the built-in model and sample; opens nothing.")
final class DemoCommand extends StudyCommand {

  private static final int IMAGES = 64;

  @Override
  void prepare() {
    model.byDefault("lenet-fashion");
    data.byDefault("fashion-mnist-sample", IMAGES);
  }

  @Override
  List<Study<?>> studies(Experiment experiment) {
    return PaperStudies.of(
        Scale.DEMO,
        SpectrumSettings.fast(OperatorKind.of(experiment.profile().kind())),
        experiment);
  }

  /** What to do next, for people. */
  @Override
  void afterwards(Experiment experiment) {
    if (output.isText()) {
      remarks()
          .note(
              "to look around: separatrix explore --model lenet-fashion --data"
                  + " fashion-mnist-sample");
      remarks().note("your own network: separatrix inspect --model net.onnx --data images/");
      remarks().note("two networks side by side: separatrix compare RUN RUN");
    }
  }

  @Override
  Map<String, Object> options() {
    return Scale.DEMO.options();
  }
}
