/**
 * Runs on a Spark cluster: the driver has the run's folder, executors do items. Each round of tasks
 * does what is missing in every pass that the run has come to; results are lines of journals, and
 * the driver's journals make the run resumable as any other.
 */
@NullMarked
package io.separatrix.cluster;

import org.jspecify.annotations.NullMarked;
