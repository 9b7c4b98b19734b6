/** What runs networks. */
@NullMarked
package io.separatrix.network.engine;

import org.jspecify.annotations.NullMarked;
