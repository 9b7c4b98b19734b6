/**
 * What evaluates networks, seen from above: an {@link io.separatrix.network.engine.Engine} turns a
 * graph into a {@link io.separatrix.network.engine.RunningNetwork}. No native code; implementations
 * are found on the class path.
 */
@NullMarked
package io.separatrix.network.engine;

import org.jspecify.annotations.NullMarked;
