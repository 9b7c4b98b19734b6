/** A page in the browser on which a network's regions are explored, and figures of its views. */
@NullMarked
package io.separatrix.explorer;

import org.jspecify.annotations.NullMarked;
