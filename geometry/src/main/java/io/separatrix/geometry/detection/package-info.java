/**
 * Detecting and undoing small perturbations by the asymmetry of boundary curvature (Sec. V and
 * Algorithm 2 of the paper). The orientation is Algorithm 2's, {@code F_i = f_i - f_k} with k the
 * predicted label: natural images tend to a negative statistic, perturbed ones to a positive.
 *
 * <p>Nothing here withstands an attacker who knows the detector.
 */
@NullMarked
package io.separatrix.geometry.detection;

import org.jspecify.annotations.NullMarked;
