package io.separatrix.cli.terminal;

import static java.util.stream.Collectors.joining;

import io.separatrix.data.DataException;
import io.separatrix.data.DataRemedy;
import io.separatrix.experiment.ExperimentRemedy;
import io.separatrix.experiment.model.ModelOptionRemedy;
import io.separatrix.experiment.run.Finding;
import io.separatrix.experiment.run.RunFolderException;
import io.separatrix.experiment.run.RunRemedy;
import io.separatrix.network.ModelFormatException;
import io.separatrix.network.ModelRemedy;
import io.separatrix.studies.StudyRemedy;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The options that mend what is wrong: messages of the rooms below say what was expected and found,
 * and which remedy there is; here it gets the name that it has on the command line.
 */
public final class Remedies {

  /** How images are named. */
  public static final String IMAGES = "--data NAME|PATH names images, with labels if there are any";

  private static final String RANGE = "--range LOW,HIGH names the pixels that the model expects";
  private static final String LABELS = "--labels FILE names the model's classes, in its order";
  private static final String PREPROCESSING =
      "--preprocessing NAME|FILE says how the model's input is made, --preprocessing none that"
          + " nothing is to be done, files beside the model left alone";

  private static final Map<Enum<?>, String> BY_REMEDY =
      Map.ofEntries(
          Map.entry(ModelRemedy.INPUT_SHAPE, "--input-shape C,H,W gives the shape of an image"),
          Map.entry(ModelRemedy.OUTPUT, "--output NAME takes another output as logits"),
          Map.entry(
              ModelRemedy.WITHOUT_ROUNDING,
              "--quantised relax studies the network without that rounding"),
          Map.entry(ModelOptionRemedy.ALLOW_CODE, "--allow-code allows it"),
          Map.entry(ModelOptionRemedy.NORMALIZATION, PREPROCESSING),
          Map.entry(
              ModelOptionRemedy.NO_NORMALIZATION,
              "leave out --mean, --std, --preprocessing and --channel-order"),
          Map.entry(ModelOptionRemedy.PIXEL_RANGE, RANGE),
          Map.entry(ModelOptionRemedy.CLASS_NAMES, LABELS),
          Map.entry(DataRemedy.CLASS_NAMES, LABELS),
          Map.entry(DataRemedy.IMAGE_LABELS, "--image-labels goes with a folder of images"),
          Map.entry(DataRemedy.GREY, "--grey converts colour images"),
          Map.entry(DataRemedy.RESIZING, PREPROCESSING),
          Map.entry(DataRemedy.PIXEL_RANGE, RANGE),
          Map.entry(DataRemedy.OFFSET, "--offset N leaves out the first N images"),
          Map.entry(DataRemedy.FETCH, "'separatrix data fetch cifar10' fetches the data set"),
          Map.entry(ExperimentRemedy.FEWER_IMAGES, "--limit N takes N images at most"),
          Map.entry(RunRemedy.ANOTHER_FOLDER, "--out DIR names another folder"),
          Map.entry(
              RunRemedy.RESUME, "--resume with --out DIR goes on with a run that had started"),
          Map.entry(RunRemedy.OVERWRITE, "--overwrite deletes the run in the folder first"),
          Map.entry(StudyRemedy.ENDS, "--first I and --second J choose the images"),
          Map.entry(StudyRemedy.STEP, "--step H gives one"),
          Map.entry(StudyRemedy.FALSE_ALARM_RATE, "--false-alarms RATE sets it"),
          Map.entry(
              StudyRemedy.CALIBRATION, "'separatrix detect' without --calibration calibrates"),
          Map.entry(StudyRemedy.PIXEL_RANGE, RANGE),
          Map.entry(StudyRemedy.MANY_IMAGES, "--data instead of --image takes many"));

  /** By the findings' names. */
  private static final Map<String, String> BY_FINDING =
      Map.of(
          "pixel-range", RANGE,
          "saturated-logits", RANGE,
          "normalisation", PREPROCESSING,
          "channel-order", "--channel-order rgb|bgr names the order of colours",
          "label-order", LABELS,
          "chance-accuracy", IMAGES,
          "input-output", "--output NAME and --input-shape C,H,W say otherwise");

  private Remedies() {}

  /** What mends an error, from whichever of its causes knows; empty if its message says all. */
  public static Optional<String> of(Throwable error) {
    String mended = remedies(error).stream().map(BY_REMEDY::get).collect(joining(", "));
    Throwable cause = error.getCause();
    if (mended.isEmpty() && cause != null) {
      return of(cause);
    }
    return mended.isEmpty() ? Optional.empty() : Optional.of(mended);
  }

  private static List<? extends Enum<?>> remedies(Throwable error) {
    if (error instanceof DataException data) {
      return data.remedies();
    }
    if (error instanceof ModelFormatException model) {
      return model.remedies();
    }
    return error instanceof RunFolderException folder ? folder.remedies() : List.of();
  }

  /** What mends that which was noticed; empty for what is in order. */
  public static Optional<String> of(Finding finding) {
    boolean doubtful = finding.severity() != Finding.Severity.INFO;
    return doubtful || finding.name().equals("input-output")
        ? Optional.ofNullable(BY_FINDING.get(finding.name()))
        : Optional.empty();
  }

  /** A message with what mends it. */
  static String withRemedy(String message, Optional<String> remedy) {
    return remedy.map(how -> message + "; " + how).orElse(message);
  }
}
