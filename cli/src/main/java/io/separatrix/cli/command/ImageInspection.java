package io.separatrix.cli.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.separatrix.cli.option.ComputeOptions;
import io.separatrix.cli.option.ModelOptions;
import io.separatrix.cli.option.OutputOptions;
import io.separatrix.cli.terminal.Host;
import io.separatrix.cli.terminal.Interruption;
import io.separatrix.data.DataException;
import io.separatrix.data.Dataset;
import io.separatrix.data.Datasets;
import io.separatrix.experiment.Cancellable;
import io.separatrix.experiment.model.Model;
import io.separatrix.experiment.run.Json;
import io.separatrix.geometry.detection.Detection;
import io.separatrix.geometry.detection.PerturbationDetector;
import io.separatrix.network.engine.RunningNetwork;
import io.separatrix.studies.detection.CalibrationFile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The verdict on one image, as it is printed.
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
record ImageInspection(
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
   * @throws DataException if the image or the calibration is not what it must be, or if the
   *     calibration is another model's
   */
  static ImageInspection run(
      String image,
      Path calibration,
      ModelOptions modelOptions,
      ComputeOptions compute,
      Interruption interruption) {
    CalibrationFile file = CalibrationFile.read(calibration);
    Model opened = modelOptions.open();
    file.requireModel(calibration, opened.name(), opened.sha256());
    if (opened.pixels().range() != null) {
      file.requireRange(calibration, opened.pixels().range());
    }
    try (RunningNetwork engine = opened.open(compute.engine())) {
      Dataset data =
          Datasets.open(image, opened.imageShape(), opened.dataOptions(engine.classes()));
      if (data.size() != 1) {
        throw new DataException(
            image
                + ": expected one image, found "
                + data.size()
                + "; give --data instead of --image for many");
      }
      double[] pixels = data.pixels(0, file.pixelRange());
      PerturbationDetector detector = file.detector(new Cancellable(engine, interruption::check));
      long start = System.nanoTime();
      Detection found = detector.inspect(pixels);
      double milliseconds = (System.nanoTime() - start) * 1e-6;
      return new ImageInspection(
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

  void print(OutputOptions.Format format, Host host) {
    if (format == OutputOptions.Format.JSON) {
      try {
        host.printJson(Json.readable().writeValueAsString(this));
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("cannot be written as JSON: " + this, e);
      }
      return;
    }
    Map<String, Object> lines = new LinkedHashMap<>();
    lines.put("perturbed", perturbed ? "yes" : "no");
    lines.put("statistic", statistic + " (standard error " + standardError + ")");
    lines.put("threshold", threshold);
    lines.put("label", label + " (" + labelName + ")");
    lines.put("recovered", recovered + " (" + recoveredName + ")");
    lines.put("directions", directions);
    lines.put("evaluations", evaluations);
    lines.put("milliseconds", Math.round(milliseconds));
    lines.forEach((name, value) -> host.print(name + ": " + value));
  }
}
