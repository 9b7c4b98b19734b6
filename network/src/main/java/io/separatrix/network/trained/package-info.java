/** Networks that the project trained, with their weights and where these came from. */
@NullMarked
package io.separatrix.network.trained;

import org.jspecify.annotations.NullMarked;
