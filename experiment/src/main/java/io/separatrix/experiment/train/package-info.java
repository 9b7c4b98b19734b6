/** How the run folder of a training is written. */
@NullMarked
package io.separatrix.experiment.train;

import org.jspecify.annotations.NullMarked;
