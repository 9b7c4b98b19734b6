/** Boundary points: the nearest point of another region (Sec. II of the paper). */
@NullMarked
package io.separatrix.geometry.boundary;

import org.jspecify.annotations.NullMarked;
