package io.separatrix.torch;

import io.separatrix.network.engine.DeviceName;
import io.separatrix.network.engine.DeviceNotAvailableException;
import org.bytedeco.pytorch.global.torch;

/** Finds the device that was asked for. */
final class Devices {

  private static final String PHYSICAL_BYTES = "org.bytedeco.javacpp.maxPhysicalBytes";

  static {
    // By default JavaCPP asks the system for the size of the process whenever it allocates, which
    // was 7 % of a forward pass of a small network. Batches keep to a bound of their own.
    if (System.getProperty(PHYSICAL_BYTES) == null) {
      System.setProperty(PHYSICAL_BYTES, "0");
    }
  }

  private Devices() {}

  /**
   * The device to use, {@code cpu} or {@code cuda:n}. One that was named is never replaced by
   * another.
   *
   * @throws DeviceNotAvailableException if a GPU was named that is not there
   */
  static DeviceName resolve(DeviceName asked) {
    int gpus = torch.cuda_is_available() ? torch.cuda_device_count() : 0;
    return switch (asked.kind()) {
      case AUTO -> gpus > 0 ? new DeviceName(DeviceName.Kind.CUDA, 0) : DeviceName.CPU;
      case CPU -> DeviceName.CPU;
      case CUDA -> {
        if (asked.index() >= gpus) {
          throw new DeviceNotAvailableException(
              "device "
                  + asked
                  + ": expected a GPU of that number, found "
                  + (gpus == 0
                      ? (torch.hasCUDA() ? "no GPU" : "a LibTorch that was built without CUDA")
                      : gpus + " GPU(s), numbered from 0")
                  + "; choose cpu or auto");
        }
        yield asked;
      }
    };
  }
}
