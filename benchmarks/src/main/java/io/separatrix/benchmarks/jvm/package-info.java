/**
 * JMH benchmarks of what runs on the JVM beside the network, as time grows with dimension, classes
 * and points. {@code benchmarks/run --jmh} runs them.
 */
@NullMarked
package io.separatrix.benchmarks.jvm;

import org.jspecify.annotations.NullMarked;
