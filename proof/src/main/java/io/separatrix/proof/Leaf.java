package io.separatrix.proof;

/**
 * A part of a segment on which the margin is proved.
 *
 * @param low start in [0, 1], a dyadic rational
 * @param high end, {@code low} plus a power of two
 * @param bound a lower bound of the margin for all t in [low, high], positive
 */
public record Leaf(double low, double high, double bound) {}
