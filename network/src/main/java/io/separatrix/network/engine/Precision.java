package io.separatrix.network.engine;

/** Floating-point type that a network is evaluated in. */
public enum Precision {
  FLOAT32(4),
  FLOAT64(8);

  private final int bytes;

  Precision(int bytes) {
    this.bytes = bytes;
  }

  /** Size of a number in bytes. */
  public int bytes() {
    return bytes;
  }
}
