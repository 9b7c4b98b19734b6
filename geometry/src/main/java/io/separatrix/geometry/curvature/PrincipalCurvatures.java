package io.separatrix.geometry.curvature;

/**
 * Spectrum of a curvature operator on the tangent space: the principal curvatures and, where asked
 * for, their directions.
 *
 * @param values in descending order, in 1 / input unit; d-1 of them in dense mode and in a fast
 *     profile
 * @param directions unit tangent vectors of R^d that belong to the leading and trailing values;
 *     empty if not asked for
 * @param directionValues the values that {@code directions} belong to
 * @param asymmetry {@code ||A - A^T||_F / ||A||_F} of what was symmetrised; 0 for a symmetric
 *     operator, 1.41 for unrelated entries
 * @param errorBound largest residual {@code ||A v - kappa v||} among the directions; 0 in dense
 *     mode
 * @param meanCurvature the average of the d-1 principal curvatures; in a fast mode an estimate with
 *     its standard error, to which {@code values} add up only roughly
 */
public record PrincipalCurvatures(
    double[] values,
    double[][] directions,
    double[] directionValues,
    double asymmetry,
    double errorBound,
    MeanCurvature.Estimate meanCurvature) {

  /** Mean curvature, the average of the d-1 principal curvatures. */
  public double mean() {
    return meanCurvature.value();
  }
}
