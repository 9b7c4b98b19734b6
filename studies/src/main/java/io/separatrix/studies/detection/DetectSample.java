package io.separatrix.studies.detection;

import java.util.List;

/**
 * An image of the test half as the journal keeps it.
 *
 * @param item the image
 * @param norm norm of DeepFool's perturbation, its overshoot included
 * @param relativeNorm that divided by the norm of the image
 * @param found whether the perturbation changes the label
 * @param clean the statistic of the image
 * @param perturbed the statistic of the perturbed image for each alpha; empty if none was found
 */
public record DetectSample(
    int item,
    double norm,
    double relativeNorm,
    boolean found,
    StatisticValue clean,
    List<StatisticValue> perturbed) {}
