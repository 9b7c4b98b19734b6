@NullMarked
package io.separatrix.cli;

import org.jspecify.annotations.NullMarked;
