package io.separatrix.geometry;

/**
 * A classifier to first order at one point.
 *
 * @param logits f(x), length L
 * @param gradients one row of length d for each {@link LogitCombination} asked for, {@code
 *     gradients[m] = grad F_m(x)} with respect to the input in pixel space
 */
public record Linearization(double[] logits, double[][] gradients) {}
