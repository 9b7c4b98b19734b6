/**
 * A network as a graph of operators, in memory: what the readers produce and an engine runs. No
 * native code.
 */
@NullMarked
package io.separatrix.network;

import org.jspecify.annotations.NullMarked;
