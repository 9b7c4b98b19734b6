/**
 * Perturbations that change a classifier's label, made to test a detector: small ones, ones of a
 * given size, and ones that know the detector.
 */
@NullMarked
package io.separatrix.geometry.attack;

import org.jspecify.annotations.NullMarked;
