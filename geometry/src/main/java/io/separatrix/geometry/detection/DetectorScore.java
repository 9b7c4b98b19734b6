package io.separatrix.geometry.detection;

import io.separatrix.geometry.EvaluationCount;
import java.util.OptionalInt;

/**
 * What a {@link Detector} says of one point.
 *
 * @param score larger is more suspicious; only its order means something, and scores of different
 *     detectors are not comparable
 * @param label k, the predicted label
 * @param recovered the label to restore if the point is perturbed; empty if the detector names none
 * @param evaluations network evaluations spent
 */
public record DetectorScore(
    double score, int label, OptionalInt recovered, EvaluationCount evaluations) {}
