/** What is looked at before a run: pixel range, labels, smoothness, rows that interact. */
@NullMarked
package io.separatrix.experiment.check;

import org.jspecify.annotations.NullMarked;
