package io.separatrix.network.engine;

import io.separatrix.geometry.Classifier;

/** A network on an engine. */
public interface RunningNetwork extends Classifier, AutoCloseable {

  /** Items that it evaluates well side by side. */
  int lanes();

  @Override
  void close();
}
