/** Proofs that a path stays in one decision region, and certificates of them. */
@NullMarked
package io.separatrix.proof;

import org.jspecify.annotations.NullMarked;
