/** Enclosures of a network's values along a segment: one class for each family of operators. */
@NullMarked
package io.separatrix.proof.enclosure;

import org.jspecify.annotations.NullMarked;
