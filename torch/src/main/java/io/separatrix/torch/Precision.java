package io.separatrix.torch;

import org.bytedeco.pytorch.global.torch.ScalarType;

/** Floating-point type that a network is evaluated in. */
public enum Precision {
  FLOAT32(4, ScalarType.Float),
  FLOAT64(8, ScalarType.Double);

  private final int bytes;
  private final ScalarType scalarType;

  Precision(int bytes, ScalarType scalarType) {
    this.bytes = bytes;
    this.scalarType = scalarType;
  }

  /** Size of a number in bytes. */
  public int bytes() {
    return bytes;
  }

  ScalarType scalarType() {
    return scalarType;
  }
}
