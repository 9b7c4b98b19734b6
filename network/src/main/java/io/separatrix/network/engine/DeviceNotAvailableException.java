package io.separatrix.network.engine;

/**
 * A device was named that this machine or this build does not have. The message is for the user.
 */
public final class DeviceNotAvailableException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * A device or engine that is not there.
   *
   * @param message what was asked for and what there is
   */
  public DeviceNotAvailableException(String message) {
    super(message);
  }

  /**
   * A device or engine that is not there.
   *
   * @param message what was asked for and what there is
   * @param cause what showed it
   */
  public DeviceNotAvailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
