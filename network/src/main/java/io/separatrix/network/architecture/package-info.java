/** Networks layer by layer: small ones that the project trains itself, and published ones. */
@NullMarked
package io.separatrix.network.architecture;

import org.jspecify.annotations.NullMarked;
