package io.separatrix.network.engine;

/** Floating-point type that a network is evaluated in. */
public enum Precision {
  /** Single precision, 24 bits. */
  FLOAT32(4),
  /** Double precision, 53 bits. */
  FLOAT64(8);

  private final int bytes;

  Precision(int bytes) {
    this.bytes = bytes;
  }

  /** {@return the size of a number in bytes} */
  public int bytes() {
    return bytes;
  }
}
