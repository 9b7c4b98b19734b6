/** The run folder: what a run was, what it found, and how far it got. */
@NullMarked
package io.separatrix.studies.run;

import org.jspecify.annotations.NullMarked;
