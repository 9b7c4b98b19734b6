package io.separatrix.geometry.path;

/**
 * Two items of a data set by their indices.
 *
 * @param first index of x1
 * @param second index of x2, different from the first
 */
public record Pair(int first, int second) {}
