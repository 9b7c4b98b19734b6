/** Rewrites of a graph into one that computes the same function. */
@NullMarked
package io.separatrix.network.rewrite;

import org.jspecify.annotations.NullMarked;
