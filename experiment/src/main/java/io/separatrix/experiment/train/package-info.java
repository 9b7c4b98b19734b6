/** Trains architectures on data sets, into run folders. */
@NullMarked
package io.separatrix.experiment.train;

import org.jspecify.annotations.NullMarked;
