package io.separatrix.experiment.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class MemoryPeakTest {

  private static final int BYTES = 96 << 20;

  /** What a collection between two readings may free. */
  private static final int GARBAGE = 16 << 20;

  @Test
  @EnabledOnOs(OS.LINUX)
  void read_afterALargeArray_hasSeenIt() {
    System.gc();
    MemoryPeak.reset();
    MemoryPeak before = MemoryPeak.read();

    byte[] large = new byte[BYTES];
    MemoryPeak after = MemoryPeak.read();

    assertThat(large).hasSize(BYTES);
    assertThat(after.heap() - before.heap()).isGreaterThanOrEqualTo(BYTES - GARBAGE);
    assertThat(after.resident()).isGreaterThanOrEqualTo(BYTES);
  }

  @Test
  void max_ofTwo_takesEachPartsLargest() {
    assertThat(new MemoryPeak(3, 8).max(new MemoryPeak(5, 2))).isEqualTo(new MemoryPeak(5, 8));
  }
}
