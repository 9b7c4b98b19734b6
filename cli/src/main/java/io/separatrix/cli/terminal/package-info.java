/** What the command line prints, hears and answers to the shell. */
@NullMarked
package io.separatrix.cli.terminal;

import org.jspecify.annotations.NullMarked;
