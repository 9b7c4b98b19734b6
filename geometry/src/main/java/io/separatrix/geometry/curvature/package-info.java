/**
 * Curvature of decision boundaries (Sec. IV of the paper). With {@code F} the logit difference in a
 * stated {@link io.separatrix.geometry.Orientation} and {@code n = grad F / ||grad F||}, {@code P =
 * I - n n^T}, the curvature operator at a point z is {@code A = P H_F P / ||grad F||} on the
 * tangent space; its eigenvalues are the principal curvatures, in 1 / input unit, and {@code v^T A
 * v} for a tangent unit vector v is the normal curvature along v. A region that bends away from its
 * boundary point like a ball seen from outside, {@code F = ||x||^2 - R^2}, has all of them at
 * {@code +1/R}.
 *
 * <p>A network of ReLUs and max pooling is piecewise linear: its exact Hessian is zero almost
 * everywhere. There curvature means curvature at a scale h, by differences, or the curvature of a
 * smoothed network; every result says which.
 */
@NullMarked
package io.separatrix.geometry.curvature;

import org.jspecify.annotations.NullMarked;
