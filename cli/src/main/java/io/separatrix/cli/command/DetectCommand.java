package io.separatrix.cli.command;

import io.separatrix.cli.option.Numbers;
import io.separatrix.cli.option.OptionValues;
import io.separatrix.cli.terminal.UsageException;
import io.separatrix.experiment.Experiment;
import io.separatrix.experiment.Study;
import io.separatrix.geometry.detection.DetectionSettings.Aggregate;
import io.separatrix.studies.detection.CalibrationFile;
import io.separatrix.studies.detection.DetectPlan;
import io.separatrix.studies.detection.DetectStudy;
import io.separatrix.studies.detection.ImageVerdict;
import io.separatrix.studies.detection.StatisticKind;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/** {@code detect}. */
@Command(
    name = "detect",
    description = {
      "Detects small perturbations and restores labels (Algorithm 2, Fig. 8).",
      "Half of the correctly classified images calibrate the detector, which is saved in the run"
          + " folder as calibration.json; the other half is perturbed and reported on.",
      "With --image and --calibration: the verdict on one image.",
      "Nothing is claimed against an attacker who knows the detector."
    })
final class DetectCommand extends StudyCommand {

  /** Options that a calibration file does not settle, and that need no images to calibrate on. */
  private static final Set<String> OPEN =
      Set.of("--alpha", "--samples", "--calibration", "--image");

  @Option(
      names = "--alpha",
      paramLabel = "A,...",
      hideParamSyntax = true,
      split = ",",
      defaultValue = "1,2,5",
      description = "Factors by which perturbations are scaled (default: ${DEFAULT-VALUE}).",
      converter = Numbers.Positive.class)
  List<Double> alphas = DetectPlan.DEFAULT_ALPHAS;

  @Option(
      names = "--samples",
      paramLabel = "N",
      description =
          "Correctly classified images at most, drawn by --seed, both halves together (default:"
              + " all).")
  int samples = Integer.MAX_VALUE;

  @Option(
      names = "--statistic",
      paramLabel = "fast|reference|studentized|boundary",
      defaultValue = "studentized",
      description =
          "fast: from forward passes that all classes share; reference: class by class through"
              + " gradients, as printed; studentized: in units of the spread over directions,"
              + " without gradients; boundary: at the nearest boundary point instead of at the"
              + " image (default: ${DEFAULT-VALUE}).")
  StatisticKind kind = StatisticKind.STUDENTIZED;

  @Option(
      names = "--step",
      paramLabel = "H",
      description =
          "Step h in input units (default: the median distance to the boundary of calibration"
              + " images).",
      converter = Numbers.Positive.class)
  @Nullable Double step;

  @Option(
      names = "--directions",
      paramLabel = "T",
      defaultValue = "" + DetectPlan.DEFAULT_DIRECTIONS,
      description = "Random directions for one image (default: ${DEFAULT-VALUE}).",
      converter = Numbers.AtLeastTwo.class)
  int directions;

  @Option(
      names = "--classes",
      paramLabel = "all|N",
      description =
          "Classes that take part: the N with the largest logits after the predicted one, or all"
              + " (default: "
              + DetectPlan.DEFAULT_CLASSES
              + "; for the statistic at the boundary"
              + " 1).",
      converter = Numbers.OneOrAll.class)
  @Nullable Integer classes;

  @Option(
      names = "--no-projection",
      description = "Leave the curvature along the normal in (statistics fast and reference).")
  boolean unprojected;

  @Option(
      names = "--no-normalization",
      description =
          "Do not divide a class's curvature by the norm of its gradient (statistics fast and"
              + " reference).")
  boolean unnormalized;

  @Option(
      names = "--aggregate",
      paramLabel = "mean|largest|nearest",
      defaultValue = "largest",
      description =
          "How the classes' curvatures become one number: their mean as printed, the largest, or"
              + " their mean weighted by one over the distance to the class's boundary (default:"
              + " ${DEFAULT-VALUE}).")
  Aggregate aggregate = Aggregate.LARGEST;

  @Option(
      names = "--false-alarms",
      paramLabel = "RATE",
      description =
          "Wanted share of clean images taken for perturbed (default: "
              + DetectPlan.DEFAULT_FALSE_ALARM_RATE
              + ", or the smallest that so few calibration images allow).",
      converter = Numbers.Share.class)
  @Nullable Double falseAlarms;

  @Option(
      names = "--compare",
      paramLabel = "N",
      defaultValue = "" + DetectPlan.DEFAULT_COMPARED,
      description =
          "Test images at most on which detectors by other authors and two further attacks are"
              + " tried (default: ${DEFAULT-VALUE}; 0 for none).",
      converter = Numbers.NotNegative.class)
  int compared;

  @Option(
      names = "--adaptive",
      paramLabel = "N",
      defaultValue = "" + DetectPlan.DEFAULT_ADAPTIVE,
      description =
          "Test images at most on which an attack is tried that knows the detector; thousands of"
              + " evaluations each (default: ${DEFAULT-VALUE}; with --compare 0 none).",
      converter = Numbers.NotNegative.class)
  int adaptive;

  @Option(
      names = "--calibration",
      paramLabel = "FILE",
      description =
          "Take step, threshold and settings from the calibration.json of an earlier run; all"
              + " images are then for testing.")
  @Nullable Path calibration;

  @Option(
      names = "--image",
      paramLabel = "FILE",
      description =
          "Say of one image, a picture or an .npy array, whether it was perturbed; needs"
              + " --calibration. Writes no run folder.")
  @Nullable String image;

  @Override
  void run() {
    requireUndisputed();
    if (image == null) {
      super.run();
      return;
    }
    model.require();
    if (calibration == null) {
      throw new UsageException(
          "--image needs --calibration FILE, the calibration.json that detect with --data leaves in"
              + " its run folder");
    }
    output.print(
        ImageVerdict.of(
            image, calibration, model.open(), compute.engine(), host().interruption()::check),
        host());
  }

  private void requireUndisputed() {
    if (calibration == null) {
      return;
    }
    for (OptionSpec option : OptionValues.own(spec)) {
      String name = option.longestName();
      if (!OPEN.contains(name) && spec.commandLine().getParseResult().hasMatchedOption(option)) {
        throw new UsageException(
            name
                + " cannot be given with --calibration, whose file settles the detector and leaves"
                + " no images to set up others on; leave one out");
      }
    }
  }

  @Override
  List<Study<?>> studies(Experiment experiment) {
    if (calibration == null) {
      return List.of(new DetectStudy(plan(), null));
    }
    CalibrationFile file = CalibrationFile.read(calibration, experiment);
    return List.of(new DetectStudy(file.plan(alphas, samples), file));
  }

  private DetectPlan plan() {
    return new DetectPlan(
        alphas,
        samples,
        kind,
        step,
        directions,
        classes == null ? DetectPlan.defaultClasses(kind) : classes,
        !unprojected,
        !unnormalized,
        aggregate,
        falseAlarms,
        compared,
        adaptive);
  }

  @Override
  Map<String, Object> options() {
    return calibration == null
        ? plan().byName()
        : CalibrationFile.read(calibration).byName(alphas, samples);
  }
}
