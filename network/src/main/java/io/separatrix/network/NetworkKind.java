package io.separatrix.network;

import java.util.Locale;

/**
 * What a network's second derivatives say about the shape of its boundaries. A boundary bends at
 * the kinks of ReLU or max pooling, where there is no second derivative, and between them, where
 * there is one. There are three kinds of network, since either can be absent.
 */
public enum NetworkKind {
  /** Kinks at most: the exact Hessian is zero almost everywhere and says nothing. */
  PIECEWISE_LINEAR("piecewise linear"),
  /** No kinks: the exact Hessian is the whole truth. */
  SMOOTH("smooth"),
  /**
   * Kinks beside a curved operator, such as ReLU beside local response normalisation: the exact
   * Hessian is that of the curved operator alone.
   */
  MIXED("mixed, with kinks beside curved operators");

  private final String words;

  NetworkKind(String words) {
    this.words = words;
  }

  /** The kind of a network with or without kinks, with or without a curved operator. */
  public static NetworkKind of(boolean kinks, boolean curved) {
    return !curved ? PIECEWISE_LINEAR : kinks ? MIXED : SMOOTH;
  }

  /** As files name it: {@code piecewise-linear}, {@code smooth}, {@code mixed}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** As the report says it. */
  public String words() {
    return words;
  }

  /** Whether its exact Hessian is that of its boundaries. */
  public boolean exactHessianTells() {
    return this == SMOOTH;
  }
}
