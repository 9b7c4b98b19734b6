package io.separatrix.proof;

/** A certificate that does not certify; the message says why. */
public final class InvalidCertificateException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public InvalidCertificateException(String message) {
    super(message);
  }
}
