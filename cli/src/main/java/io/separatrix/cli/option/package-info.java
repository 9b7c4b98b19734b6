/** Options that commands share, and how their values are read. */
@NullMarked
package io.separatrix.cli.option;

import org.jspecify.annotations.NullMarked;
