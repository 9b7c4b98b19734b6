package io.separatrix.explorer.server;

/** The port that was asked for cannot be listened on. */
public final class PortTakenException extends RuntimeException {
  private static final long serialVersionUID = 1;

  PortTakenException(int port, Throwable cause) {
    super("port " + port + " cannot be listened on: expected one that is free", cause);
  }
}
