package io.separatrix.explorer.state;

/** A text that names no view; the message says what was expected and found. */
public final class InvalidStateException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public InvalidStateException(String message) {
    super(message);
  }

  /** A part of a text that is not what it must be. */
  static InvalidStateException of(String part, String expected, String found) {
    return new InvalidStateException(
        part + ": expected " + expected + ", found " + (found.isEmpty() ? "nothing" : found));
  }
}
