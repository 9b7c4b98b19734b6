/**
 * Detecting and undoing small perturbations (Sec. V, Algorithm 2, Fig. 8). The orientation is
 * Algorithm 2's: a natural image tends to a negative statistic, a perturbed one to a positive.
 */
@NullMarked
package io.separatrix.studies.detection;

import org.jspecify.annotations.NullMarked;
