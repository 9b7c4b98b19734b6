package io.separatrix.geometry.detection;

import io.separatrix.geometry.EvaluationCount;

/**
 * The statistic of Algorithm 2 at one point.
 *
 * @param value rho, in 1 / input unit if normalized: negative speaks for a natural image, positive
 *     for a perturbed one
 * @param standardError of {@code value} from the random directions; 0 if there were none
 * @param label k, the predicted label
 * @param recovered the class with the largest curvature, k excluded: the label to restore if the
 *     point is perturbed
 * @param classes the classes that took part
 * @param curvatures mean curvature of {@code F_i = f_i - f_k} for each of them
 * @param weights what each of them counts for, of sum 1: {@code value = sum weights[i]
 *     curvatures[i]}
 * @param scales what the mean second difference of {@code F_i} at x is multiplied with in {@code
 *     curvatures[i]}, up to d/(d-1) and the term along the normal; 1 where curvatures are taken at
 *     other points
 * @param directions random directions used
 * @param evaluations network evaluations spent
 */
public record CurvatureStatistic(
    double value,
    double standardError,
    int label,
    int recovered,
    int[] classes,
    double[] curvatures,
    double[] weights,
    double[] scales,
    int directions,
    EvaluationCount evaluations) {}
