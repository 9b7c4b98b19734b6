/** Paths inside a decision region (Sec. III, Algorithm 1 of the paper). */
@NullMarked
package io.separatrix.geometry.path;

import org.jspecify.annotations.NullMarked;
