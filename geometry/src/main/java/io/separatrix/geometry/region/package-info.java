/** Shape of decision regions: convex combinations and cross-sections (Sec. III, Figs 2 and 3). */
@NullMarked
package io.separatrix.geometry.region;

import org.jspecify.annotations.NullMarked;
