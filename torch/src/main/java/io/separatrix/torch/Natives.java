package io.separatrix.torch;

import io.separatrix.network.engine.DeviceNotAvailableException;
import java.nio.file.Path;
import org.bytedeco.pytorch.global.torch;

/** LibTorch's native code, which is unpacked into a folder before it is loaded. */
public final class Natives {

  private static final String FOLDER = "org.bytedeco.javacpp.cachedir";

  private Natives() {}

  /**
   * Loads it, if that has not been done.
   *
   * @throws DeviceNotAvailableException if it cannot be unpacked or loaded
   */
  public static void require() {
    try {
      torch.get_num_threads();
    } catch (LinkageError e) {
      throw unavailable(e);
    }
  }

  static DeviceNotAvailableException unavailable(LinkageError error) {
    Throwable root = error;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String folder =
        System.getProperty(
            FOLDER, Path.of(System.getProperty("user.home"), ".javacpp", "cache").toString());
    return new DeviceNotAvailableException(
        "LibTorch's native code could not be loaded ("
            + root
            + "): expected a folder that can be written, with 1 GB free, to unpack it into, "
            + folder
            + "; free some space and delete what is in that folder, or name another as with"
            + " JAVA_OPTS=-D"
            + FOLDER
            + "=DIR",
        error);
  }
}
