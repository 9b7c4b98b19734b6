package io.separatrix.geometry.region;

/**
 * A named point on a map.
 *
 * @param name as shown, for example {@code x1}
 * @param s first coordinate in input units
 * @param t second coordinate in input units
 */
public record Mark(String name, double s, double t) {}
