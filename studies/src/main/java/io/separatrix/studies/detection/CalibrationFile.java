package io.separatrix.studies.detection;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.separatrix.data.DataException;
import io.separatrix.data.PixelRange;
import io.separatrix.data.RegularFile;
import io.separatrix.experiment.Experiment;
import io.separatrix.experiment.StudyContext;
import io.separatrix.experiment.run.DataCard;
import io.separatrix.experiment.run.Json;
import io.separatrix.experiment.run.Manifest;
import io.separatrix.experiment.run.ModelCard;
import io.separatrix.geometry.Classifier;
import io.separatrix.geometry.detection.Calibration;
import io.separatrix.geometry.detection.DetectionSettings;
import io.separatrix.geometry.detection.DetectionSettings.Aggregate;
import io.separatrix.geometry.detection.DetectionStatistic;
import io.separatrix.geometry.detection.PerturbationDetector;
import io.separatrix.studies.StudyRemedy;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A calibrated detector as a small JSON file, {@value #NAME} in a run folder: what the statistic is
 * made of, its threshold, and the model and data for which that threshold holds.
 *
 * @param schemaVersion version of the file's layout
 * @param model name of the model
 * @param modelSha256 of the model's file
 * @param data name of the data set
 * @param dataSha256 of the images
 * @param range smallest and largest pixel value
 * @param statistic {@code fast}, {@code reference}, {@code studentized} or {@code boundary}
 * @param step h, input units
 * @param directions T
 * @param classes leading classes, 0 for all
 * @param projected whether the curvature along the normal is taken out
 * @param normalized whether curvatures are divided by the norm of the gradient
 * @param aggregate {@code mean}, {@code largest} or {@code nearest}
 * @param threshold t: perturbed if the statistic exceeds it
 * @param falseAlarmRate wanted share of clean images above t
 * @param cleanImages clean images that t rests on
 */
public record CalibrationFile(
    int schemaVersion,
    String model,
    String modelSha256,
    String data,
    String dataSha256,
    List<Double> range,
    String statistic,
    double step,
    int directions,
    int classes,
    boolean projected,
    boolean normalized,
    String aggregate,
    double threshold,
    double falseAlarmRate,
    int cleanImages) {

  /** Name inside a run folder. */
  public static final String NAME = "calibration.json";

  /** Standard errors between statistic and threshold at which {@link #detector} stops sampling. */
  public static final double STOPPING = 4;

  private static final int MAX_BYTES = 1 << 20;

  static CalibrationFile of(
      StudyContext context, DetectPlan plan, double step, Calibration calibration) {
    ModelCard model = context.model();
    DataCard data = context.data();
    return new CalibrationFile(
        Manifest.SCHEMA_VERSION,
        model.name(),
        model.sha256(),
        data.name(),
        data.sha256(),
        model.range(),
        StatisticNames.of(plan.kind()),
        step,
        plan.directions(),
        plan.classes(),
        plan.projected(),
        plan.normalized(),
        StatisticNames.of(plan.aggregate()),
        calibration.threshold(),
        calibration.falseAlarmRate(),
        calibration.samples());
  }

  /**
   * Reads a calibration.
   *
   * @throws DataException if the file is missing, damaged or of another version
   */
  public static CalibrationFile read(Path file) {
    @Nullable CalibrationFile read;
    String text = RegularFile.readText(file, "a calibration", MAX_BYTES);
    try {
      read = Json.readable().readValue(text, CalibrationFile.class);
    } catch (JsonProcessingException e) {
      throw new DataException(
          file
              + ": expected a calibration that detect wrote ("
              + NAME
              + "), found something else: "
              + e.getOriginalMessage(),
          e);
    }
    if (read == null) {
      throw new DataException(
          file + ": expected a calibration that detect wrote (" + NAME + "), found null");
    }
    if (read.schemaVersion != Manifest.SCHEMA_VERSION) {
      throw new DataException(
          file
              + ": expected a calibration of schemaVersion "
              + Manifest.SCHEMA_VERSION
              + ", found "
              + read.schemaVersion
              + "; calibrate again with detect");
    }
    if (!read.usable()) {
      throw new DataException(
          file + ": the calibration lacks a field or has a bad value; calibrate again with detect");
    }
    return read;
  }

  private boolean usable() {
    return Stream.of(model, modelSha256, data, dataSha256, range, statistic, aggregate)
            .allMatch(Objects::nonNull)
        && range.size() == 2
        && range.stream().allMatch(bound -> bound != null && Double.isFinite(bound))
        && range.get(0) < range.get(1)
        && step > 0
        && Double.isFinite(step)
        && directions >= 2
        && classes >= (statistic.equals(StatisticNames.of(StatisticKind.BOUNDARY)) ? 1 : 0)
        && Double.isFinite(threshold)
        && names(StatisticKind.values()).contains(statistic)
        && names(Aggregate.values()).contains(aggregate);
  }

  private static List<String> names(Enum<?>[] constants) {
    return Arrays.stream(constants).map(StatisticNames::of).toList();
  }

  /**
   * Reads a file for the model and the pixel range of an experiment.
   *
   * @throws DataException if it is damaged, or was made for others
   */
  public static CalibrationFile read(Path file, Experiment experiment) {
    CalibrationFile calibration = read(file);
    calibration.requireModel(file, experiment.model().name(), experiment.model().sha256());
    calibration.requireRange(file, experiment.images().range());
    return calibration;
  }

  /** The plan of a study with this calibration and its threshold, for the record of the run. */
  public Map<String, Object> byName(List<Double> alphas, int samples) {
    Map<String, Object> parts = plan(alphas, samples).byName();
    parts.put("threshold", threshold);
    return parts;
  }

  /**
   * Refuses another model: its statistic has another scale, so the threshold says nothing.
   *
   * @param file for the message
   * @param name of the model at hand
   * @param sha256 of its file
   * @throws DataException if it is not the model of this calibration
   */
  void requireModel(Path file, String name, String sha256) {
    if (!sha256.equals(modelSha256)) {
      throw new DataException(
          file
              + ": expected the model that this calibration was made for, "
              + model
              + " with SHA-256 "
              + modelSha256
              + ", found "
              + name
              + " with "
              + sha256
              + "; give that model, or calibrate for this one",
          StudyRemedy.CALIBRATION);
    }
  }

  /**
   * Refuses pixels in another range, whose steps mean other lengths.
   *
   * @param file for the message
   * @throws DataException if it is not the range of this calibration
   */
  void requireRange(Path file, PixelRange found) {
    if (!found.equals(pixelRange())) {
      throw new DataException(
          file
              + ": expected pixels in the range "
              + pixelRange()
              + " of this calibration, found "
              + found,
          StudyRemedy.PIXEL_RANGE);
    }
  }

  /** The pixels that the model expects. */
  public PixelRange pixelRange() {
    return new PixelRange(range.get(0), range.get(1));
  }

  private StatisticKind kind() {
    return constant(StatisticKind.values(), statistic);
  }

  private Aggregate aggregation() {
    return constant(Aggregate.values(), aggregate);
  }

  private static <E extends Enum<E>> E constant(E[] constants, String name) {
    return Arrays.stream(constants)
        .filter(constant -> StatisticNames.of(constant).equals(name))
        .findFirst()
        .orElseThrow();
  }

  /**
   * A study of this detector alone; the others would need calibration images of their own.
   *
   * @param samples correctly classified images at most
   */
  public DetectPlan plan(List<Double> alphas, int samples) {
    return new DetectPlan(
        alphas,
        samples,
        kind(),
        step,
        directions,
        classes,
        projected,
        normalized,
        aggregation(),
        falseAlarmRate,
        0,
        0);
  }

  /** The threshold. */
  public Calibration calibration() {
    return new Calibration(threshold, falseAlarmRate, cleanImages);
  }

  /** The statistic, which stops sampling early when the verdict is certain. */
  public DetectionStatistic detectionStatistic() {
    return kind()
        .with(
            new DetectionSettings(
                step,
                directions,
                classes,
                projected,
                normalized,
                aggregation(),
                STOPPING,
                threshold));
  }

  /**
   * The detector; it stops sampling early when the verdict is certain.
   *
   * @param classifier the model of this calibration; see {@link #requireModel}
   */
  public PerturbationDetector detector(Classifier classifier) {
    return new PerturbationDetector(classifier, detectionStatistic(), threshold);
  }
}
