package io.separatrix.proof;

/**
 * The end of an attempt to prove that a filled triangle stays in a region.
 *
 * @param verdict what was found
 * @param bound the smallest bound of a part that was proved; NaN if none was
 * @param u where {@code a + u (b - a) + v (c - a)} is outside for certain; NaN if no such point was
 *     found
 * @param v see {@code u}
 * @param enclosures parts whose margins were enclosed
 * @param remainder the most that rounding, or chords' errors without generators, took off a bound
 */
public record TriangleProof(
    SegmentProof.Verdict verdict,
    double bound,
    double u,
    double v,
    long enclosures,
    double remainder) {}
