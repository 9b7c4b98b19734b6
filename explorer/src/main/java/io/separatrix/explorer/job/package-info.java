/** Work that somebody waits for: one at a time, the most urgent first, ended when not wanted. */
@NullMarked
package io.separatrix.explorer.job;

import org.jspecify.annotations.NullMarked;
