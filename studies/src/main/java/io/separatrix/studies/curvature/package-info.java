/** Studies of boundary curvature: Figs 4 to 7 and Tables I and II of the paper. */
@NullMarked
package io.separatrix.studies.curvature;

import org.jspecify.annotations.NullMarked;
