package io.separatrix.studies.detection;

import io.separatrix.geometry.detection.DetectionSettings;
import io.separatrix.geometry.detection.DetectionSettings.Aggregate;
import io.separatrix.geometry.detection.DetectionStatistic;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What {@link DetectStudy} is asked to do.
 *
 * @param alphas factors by which perturbations are scaled, positive
 * @param samples correctly classified images at most, both halves together
 * @param kind how the statistic is computed
 * @param step h in input units; null to choose it from the calibration images
 * @param directions T
 * @param classes leading classes that take part; 0 for all
 * @param projected whether the curvature along the normal is taken out
 * @param normalized whether each class's curvature is divided by the norm of its gradient
 * @param aggregate how the classes' curvatures become one number
 * @param falseAlarmRate wanted share of clean images above the threshold; null for {@link
 *     #DEFAULT_FALSE_ALARM_RATE}, or the smallest rate that the calibration images allow
 * @param compared test images at most on which other detectors and attacks are tried
 * @param adaptive test images at most on which the attack that knows the detector is tried
 */
public record DetectPlan(
    List<Double> alphas,
    int samples,
    StatisticKind kind,
    @Nullable Double step,
    int directions,
    int classes,
    boolean projected,
    boolean normalized,
    Aggregate aggregate,
    @Nullable Double falseAlarmRate,
    int compared,
    int adaptive) {

  /** The factors of Fig. 8. */
  public static final List<Double> DEFAULT_ALPHAS = List.of(1.0, 2.0, 5.0);

  public static final int DEFAULT_DIRECTIONS = 16;

  public static final int DEFAULT_CLASSES = 10;

  public static final double DEFAULT_FALSE_ALARM_RATE = 0.05;

  public static final int DEFAULT_COMPARED = 50;

  public static final int DEFAULT_ADAPTIVE = 5;

  public DetectPlan {
    alphas = List.copyOf(alphas);
  }

  /** A kind of statistic with default settings, nothing compared. */
  public static DetectPlan of(StatisticKind kind, int samples) {
    return new DetectPlan(
        DEFAULT_ALPHAS,
        samples,
        kind,
        null,
        DEFAULT_DIRECTIONS,
        defaultClasses(kind),
        true,
        true,
        Aggregate.LARGEST,
        null,
        0,
        0);
  }

  /** The same for perturbations scaled by other factors. */
  public DetectPlan at(List<Double> newAlphas) {
    return new DetectPlan(
        newAlphas,
        samples,
        kind,
        step,
        directions,
        classes,
        projected,
        normalized,
        aggregate,
        falseAlarmRate,
        compared,
        adaptive);
  }

  /** How many classes take part by default: a boundary point for each is dear, so one of them. */
  public static int defaultClasses(StatisticKind kind) {
    return kind == StatisticKind.BOUNDARY ? 1 : DEFAULT_CLASSES;
  }

  /** The settings at a step, without early stopping. */
  public DetectionSettings settings(double resolvedStep) {
    return new DetectionSettings(
        resolvedStep,
        directions,
        classes,
        projected,
        normalized,
        aggregate,
        Double.POSITIVE_INFINITY,
        0);
  }

  /** The statistic at a step. */
  public DetectionStatistic statistic(double resolvedStep) {
    return kind.with(settings(resolvedStep));
  }

  /** Every part by name, for the record of the run. */
  public Map<String, Object> byName() {
    Map<String, Object> parts = new TreeMap<>();
    parts.put("alphas", alphas);
    parts.put("samples", samples);
    parts.put("statistic", StatisticNames.of(kind));
    parts.put("step", step == null ? "auto" : step);
    parts.put("directions", directions);
    parts.put("classes", classes);
    parts.put("projected", projected);
    parts.put("normalized", normalized);
    parts.put("aggregate", StatisticNames.of(aggregate));
    parts.put("falseAlarmRate", falseAlarmRate == null ? "auto" : falseAlarmRate);
    parts.put("compared", compared);
    parts.put("adaptive", adaptive);
    return parts;
  }
}
