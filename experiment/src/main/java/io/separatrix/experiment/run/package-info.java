/** The run folder: what a run was, what it found, and how far it got. */
@NullMarked
package io.separatrix.experiment.run;

import org.jspecify.annotations.NullMarked;
