package io.separatrix.torch;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.pytorch.global.torch;

/**
 * What evaluates the networks, for provenance.
 *
 * @param libTorch version of LibTorch and of its Java binding, such as {@code 2.10.0-1.5.13}
 * @param device {@code cpu} or {@code cuda:n}
 * @param threads threads of one operation on the processor
 * @param instructionSet widest vector instructions of the processor that LibTorch uses, such as
 *     {@code AVX2}
 */
public record EngineInfo(String libTorch, String device, int threads, String instructionSet) {

  /**
   * The engine that a classifier on this device gets, without building one.
   *
   * @throws DeviceNotAvailableException if the device is not there
   */
  public static EngineInfo of(DeviceName device) {
    return new EngineInfo(
        version(),
        Devices.resolve(device).toString(),
        torch.get_num_threads(),
        NativeScope.of(() -> torch.get_cpu_capability().getString()));
  }

  private static String version() {
    try {
      String version = Loader.getVersion("org.bytedeco", "pytorch");
      return version == null ? "unknown" : version;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the version of LibTorch's binding", e);
    }
  }
}
