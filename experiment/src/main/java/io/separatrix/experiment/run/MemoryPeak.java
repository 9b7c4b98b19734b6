package io.separatrix.experiment.run;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The most memory that the process took in some time, in bytes. What is resident and not heap is
 * native: LibTorch's arrays and code, and the virtual machine's own.
 *
 * @param resident in physical memory; 0 where the system does not say (Linux does)
 * @param heap Java objects, garbage included
 */
public record MemoryPeak(long resident, long heap) {

  private static final Path STATUS = Path.of("/proc/self/status");
  private static final Path CLEAR = Path.of("/proc/self/clear_refs");

  /** Asks the kernel to forget the highest resident size. */
  private static final String FORGET = "5";

  /** Starts anew; where the kernel does not allow it the resident peak is that of all time. */
  static void reset() {
    heapPools().forEach(MemoryPoolMXBean::resetPeakUsage);
    if (Files.isWritable(CLEAR)) {
      try {
        Files.writeString(CLEAR, FORGET);
      } catch (IOException e) {
        // A container may forbid it.
        return;
      }
    }
  }

  /** The peak since {@link #reset}. */
  static MemoryPeak read() {
    long heap = heapPools().stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
    return new MemoryPeak(highWaterMark(), heap);
  }

  MemoryPeak max(MemoryPeak other) {
    return new MemoryPeak(Math.max(resident, other.resident), Math.max(heap, other.heap));
  }

  private static long highWaterMark() {
    try {
      return Files.readAllLines(STATUS).stream()
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0;
    }
  }

  private static List<MemoryPoolMXBean> heapPools() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .toList();
  }
}
