/** The commands: each parses, calls a study and prints. */
@NullMarked
package io.separatrix.cli.command;

import org.jspecify.annotations.NullMarked;
