/** The small networks that the project trains itself, layer by layer. */
@NullMarked
package io.separatrix.network.architecture;

import org.jspecify.annotations.NullMarked;
