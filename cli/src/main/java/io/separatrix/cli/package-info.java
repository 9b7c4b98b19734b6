/** The command line: commands parse, call a study and print. */
@NullMarked
package io.separatrix.cli;

import org.jspecify.annotations.NullMarked;
