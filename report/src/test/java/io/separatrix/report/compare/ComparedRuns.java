package io.separatrix.report.compare;

import io.separatrix.experiment.run.Manifest;
import io.separatrix.experiment.run.ModelCard;
import io.separatrix.experiment.run.RunFolder;
import io.separatrix.report.Runs;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Small runs to compare. */
final class ComparedRuns {

  static final int ITEMS = 20;

  private ComparedRuns() {}

  /**
   * A run of one study whose items have the numbers 1 to {@value ITEMS}.
   *
   * @param folder whose name is the network's
   * @param range of pixels that the network takes
   * @param column of the numbers
   */
  static RunFolder run(
      Path folder,
      List<Double> range,
      String command,
      Object configuration,
      Map<String, ?> summary,
      String column) {
    String name = folder.getFileName().toString();
    ModelCard model = Runs.model(name, "a".repeat(64));
    Manifest manifest =
        Manifest.starting(
            command,
            configuration,
            1,
            new ModelCard(
                name,
                model.source(),
                model.sha256(),
                model.inputShape(),
                range,
                model.classNames(),
                model.parameters(),
                model.piecewiseLinear(),
                model.kind(),
                name.equals("robust") ? Map.of(ModelCard.ROBUST, "pgd") : Map.of()),
            Runs.data(),
            List.of(),
            Runs.session());
    RunFolder run = RunFolder.start(folder, RunFolder.Existing.REFUSE, manifest);
    run.writeCsv(
        RunFolder.SAMPLES,
        List.of("index", column),
        IntStream.rangeClosed(1, ITEMS).mapToObj(i -> List.of(i, i)).toList());
    run.writeSummary(summary);
    run.end(Runs.timings(1, 1, Map.of()), true);
    run.close();
    return run;
  }
}
