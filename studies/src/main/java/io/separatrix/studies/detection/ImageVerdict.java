package io.separatrix.studies.detection;

import io.separatrix.data.DataException;
import io.separatrix.data.Dataset;
import io.separatrix.data.Datasets;
import io.separatrix.experiment.Cancellable;
import io.separatrix.experiment.model.Model;
import io.separatrix.geometry.detection.Detection;
import io.separatrix.geometry.detection.PerturbationDetector;
import io.separatrix.network.engine.EngineOptions;
import io.separatrix.network.engine.RunningNetwork;
import io.separatrix.studies.StudyRemedy;
import java.nio.file.Path;

/**
 * The verdict on one image.
 *
 * @param image the file
 * @param perturbed the verdict
 * @param statistic rho
 * @param standardError of {@code statistic}
 * @param threshold t
 * @param label what the classifier says
 * @param labelName its name
 * @param recovered the label to restore if the image is perturbed
 * @param recoveredName its name
 * @param directions random directions used
 * @param evaluations forward and backward passes
 * @param milliseconds time of the verdict, the model loaded and the image read
 */
public record ImageVerdict(
    String image,
    boolean perturbed,
    double statistic,
    double standardError,
    double threshold,
    int label,
    String labelName,
    int recovered,
    String recoveredName,
    int directions,
    long evaluations,
    double milliseconds) {

  /**
   * Asks the detector of a calibration file.
   *
   * @param image a picture or an array
   * @param calibration its {@code calibration.json}
   * @param model the model that was calibrated
   * @param check called before each evaluation; it may throw to end the work
   * @throws DataException if the image or the calibration is not what it must be, or if the
   *     calibration is another model's
   */
  public static ImageVerdict of(
      String image, Path calibration, Model model, EngineOptions options, Runnable check) {
    CalibrationFile file = CalibrationFile.read(calibration);
    file.requireModel(calibration, model.name(), model.sha256());
    if (model.pixels().range() != null) {
      file.requireRange(calibration, model.pixels().range());
    }
    try (RunningNetwork engine = model.open(options)) {
      Dataset data = Datasets.open(image, model.imageShape(), model.dataOptions(engine.classes()));
      if (data.size() != 1) {
        throw new DataException(
            image + ": expected one image, found " + data.size(), StudyRemedy.MANY_IMAGES);
      }
      double[] pixels = data.pixels(0, file.pixelRange());
      PerturbationDetector detector = file.detector(new Cancellable(engine, check));
      long start = System.nanoTime();
      Detection found = detector.inspect(pixels);
      double milliseconds = (System.nanoTime() - start) * 1e-6;
      return new ImageVerdict(
          image,
          found.perturbed(),
          found.statistic(),
          found.standardError(),
          found.threshold(),
          found.label(),
          data.className(found.label()),
          found.recovered(),
          data.className(found.recovered()),
          found.directions(),
          found.evaluations().total(),
          milliseconds);
    }
  }
}
