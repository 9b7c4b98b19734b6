/** Figures of views: the same from the page and from the command line, to the byte. */
@NullMarked
package io.separatrix.explorer.figure;

import org.jspecify.annotations.NullMarked;
