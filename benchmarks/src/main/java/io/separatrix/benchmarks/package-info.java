/**
 * Measures Separatrix: a {@link io.separatrix.benchmarks.Worker} that is timed side by side with
 * Python peers, and JMH benchmarks of what runs on the JVM.
 */
@NullMarked
package io.separatrix.benchmarks;

import org.jspecify.annotations.NullMarked;
