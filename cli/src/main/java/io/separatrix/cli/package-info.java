/** The command line: its start. */
@NullMarked
package io.separatrix.cli;

import org.jspecify.annotations.NullMarked;
