package io.separatrix.studies.curvature;

import io.separatrix.geometry.curvature.MeanCurvature;

/**
 * Mean curvature at one point as a journal keeps it.
 *
 * @param value the estimate, 1 / input unit
 * @param standardError from the directions it was drawn from; 0 if it is exact
 * @param directions that it rests on
 * @param noise rounding noise to expect in it at most
 */
record MeanCurvatureEstimate(double value, double standardError, int directions, double noise) {

  /**
   * Standard errors from zero at which a sign counts as certain and sampling stops: at every look
   * at a sample of 16 or more, doubled from look to look, a wrong one has a probability below .002.
   */
  static final double CERTAIN = 4;

  /**
   * Roundings of the largest logit that a network's own arithmetic adds up to: on a LeNet at h =
   * 0.001, where there is nothing else, means were off by up to 6.
   */
  private static final double ROUNDINGS = 8;

  static MeanCurvatureEstimate of(MeanCurvature.Estimate estimate) {
    return new MeanCurvatureEstimate(
        estimate.value(),
        estimate.standardError(),
        estimate.directions(),
        ROUNDINGS * estimate.float32Noise());
  }

  /** Whether it is known to be exactly zero. */
  boolean zero() {
    return value == 0 && standardError == 0;
  }

  /** Whether its sign stands clear of the sampling error and of rounding. */
  boolean signCertain() {
    return Math.abs(value) > CERTAIN * standardError && Math.abs(value) > noise;
  }

  /** Whether more could be known: neither zero nor of a certain sign. */
  boolean undetermined() {
    return !zero() && !signCertain();
  }
}
