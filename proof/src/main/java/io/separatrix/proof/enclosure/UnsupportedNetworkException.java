package io.separatrix.proof.enclosure;

/** A network, or an operator in it, for which there is no rule; the message says which and why. */
public final class UnsupportedNetworkException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public UnsupportedNetworkException(String message) {
    super(message);
  }
}
