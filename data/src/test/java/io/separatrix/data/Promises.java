package io.separatrix.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/** What readers promise of any file: they read it or refuse it, in bounded memory and time. */
final class Promises {
  /** What a reader may allocate whatever it reads: buffers, messages, stack traces. */
  static final long BASE = 32L << 20;

  private static final Duration LONGEST = Duration.ofSeconds(10);
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Promises() {}

  /** Reads a file. */
  interface Reading {
    void read() throws IOException;
  }

  /**
   * Reads, and fails if the file is neither read nor refused with a {@link DataException}, or if
   * that allocates too much or takes longer than ten seconds of the processor's time.
   *
   * @param bytes that may be allocated, garbage included
   */
  static void areKept(long bytes, Reading reading) throws IOException {
    // What classes that are loaded meanwhile take is not the reader's; it happens once.
    if (allocated(reading) > bytes) {
      assertThat(allocated(reading)).as("bytes allocated").isLessThanOrEqualTo(bytes);
    }
  }

  private static long allocated(Reading reading) throws IOException {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    long start = THREADS.getCurrentThreadCpuTime();
    try {
      reading.read();
    } catch (DataException e) {
      assertThat(e.getMessage()).isNotBlank(); // Refused, and with a reason.
    }
    assertThat(Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - start)).isLessThan(LONGEST);
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }
}
