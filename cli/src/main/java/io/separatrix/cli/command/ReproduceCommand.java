package io.separatrix.cli.command;

import io.separatrix.cli.option.SharedDirectionsOptions;
import io.separatrix.cli.option.SpectrumOptions;
import io.separatrix.cli.terminal.UsageException;
import io.separatrix.data.DataException;
import io.separatrix.experiment.Experiment;
import io.separatrix.experiment.Study;
import io.separatrix.experiment.run.ItemSelection;
import io.separatrix.experiment.run.RunFolder;
import io.separatrix.report.paper.PaperStudies;
import io.separatrix.report.paper.PaperStudies.Scale;
import io.separatrix.studies.PlaneStudy;
import io.separatrix.studies.SliceSample;
import io.separatrix.studies.SliceStudy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code reproduce}. */
@Command(
    name = "reproduce",
    description = {
      "Every study of the paper at its scale, with the paper's numbers beside.",
      "With --model given two or more times: each network in a folder of its own inside --out, and"
          + " their comparison in compare."
    })
final class ReproduceCommand extends StudyCommand {

  private static final String COMPARISON = "compare";
  private static final int QUICK_POINTS = 100;
  private static final int QUICK_TRAIN_POINTS = 25;

  @Mixin SpectrumOptions spectrum = new SpectrumOptions();

  @Mixin SharedDirectionsOptions shared = new SharedDirectionsOptions();

  @Option(
      names = "--points",
      paramLabel = "N",
      defaultValue = "1000",
      description =
          "Images, pairs of each scenario and convex combinations of each size, the paper's"
              + " number (default: ${DEFAULT-VALUE}).")
  int points;

  @Option(
      names = "--quick",
      description = "At most 100 points and 25 training points, coarser maps, fewer stories.")
  boolean quick;

  private @Nullable SliceStudy slice;
  private @Nullable PlaneStudy plane;

  @Override
  void prepare() {
    if (quick) {
      points = Math.min(points, QUICK_POINTS);
      shared.atMost(QUICK_TRAIN_POINTS);
    }
    data.atMost(points, shared.trainPoints());
  }

  @Override
  void run() {
    List<String> models = model.names();
    if (models.size() < 2) {
      super.run();
      return;
    }
    if (!items().equals(ItemSelection.ALL)) {
      throw new UsageException(
          "expected one --model where items are shared out, found " + models.size());
    }
    requireData();
    prepare();
    Path directory = run.folder(spec.name());
    List<Path> folders = RunNames.of(models).stream().map(name -> directory.resolve(name)).toList();
    Path comparison = directory.resolve(COMPARISON);
    Stream.concat(folders.stream(), Stream.of(comparison))
        .forEach(folder -> RunFolder.requireUsable(folder, run.existing()));
    for (int i = 0; i < folders.size(); i++) {
      model.choose(models.get(i));
      model.require();
      study(folders.get(i));
    }
    CompareCommand.compare(folders, comparison, run.existing(), this, output);
  }

  @Override
  boolean besidePaper() {
    return true;
  }

  @Override
  Map<String, Double> effort() {
    return PaperStudies.effort();
  }

  @Override
  List<Study<?>> studies(Experiment experiment) {
    List<Study<?>> studies =
        new ArrayList<>(
            PaperStudies.of(
                Scale.paper(points, shared.trainPoints(), shared.dimensions(), quick),
                spectrum.settings(experiment, false),
                experiment));
    if (plane != null) {
      studies.add(plane);
    }
    studies.stream()
        .filter(SliceStudy.class::isInstance)
        .forEach(study -> slice = (SliceStudy) study);
    return studies;
  }

  /** The plane of the first network's cross-section is for the others too. */
  @Override
  void afterwards(Experiment experiment) {
    if (plane != null || slice == null) {
      return;
    }
    try {
      SliceSample left = experiment.run(slice).maps().get(0);
      if (left.axes() != null) {
        plane = new PlaneStudy(left, experiment.images().range(), experiment.model().name());
      }
    } catch (DataException e) {
      slice = null; // these images span no plane, as the report says
    }
  }
}
