package io.separatrix.cluster;

import io.separatrix.experiment.run.PassLines;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What a task comes back with.
 *
 * @param lines of the chunk's items; null if there is a problem
 * @param problem what is wrong with the model or the data, for the user; null if nothing
 * @param processor that the items were computed on
 */
record ChunkResult(@Nullable PassLines lines, @Nullable String problem, String processor)
    implements Serializable {}
