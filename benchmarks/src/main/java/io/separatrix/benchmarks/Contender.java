package io.separatrix.benchmarks;

import java.util.Map;

/**
 * Something that is timed. Opening it is not; it is run several times, the first time to warm up.
 */
interface Contender extends AutoCloseable {

  /**
   * Does the work once.
   *
   * @return what is known of its quality, by name
   */
  Map<String, Object> run();

  /** What was measured with, by name: engine, versions. */
  Map<String, String> versions();

  @Override
  void close();
}
