package io.separatrix.torch;

import static org.assertj.core.api.Assertions.assertThat;

import io.separatrix.geometry.LogitCombination;
import io.separatrix.network.engine.DeviceName;
import io.separatrix.network.engine.EngineOptions;
import io.separatrix.network.engine.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class NativeMemoryTest {

  private static final int CALLS = Boolean.getBoolean("separatrix.slow") ? 10_000 : 2_000;

  /** A tensor of one call left behind each time would be 10,000 x 9 KiB = 88 MiB at least. */
  private static final long ALLOWED_GROWTH = 32L << 20;

  @Test
  @EnabledOnOs(OS.LINUX)
  void everything_thousandsOfCalls_residentMemoryDoesNotGrow() throws IOException {
    double[][] points = RandomNetworks.points(16, 72, 1);
    LogitCombination[] each = new LogitCombination[points.length];
    Arrays.setAll(each, i -> LogitCombination.difference(i % 4, (i + 1) % 4));
    LogitCombination[][] functions = new LogitCombination[points.length][];
    Arrays.setAll(functions, i -> Arrays.copyOf(each, i % 4));
    try (TorchClassifier classifier =
        new TorchClassifier(
            RandomNetworks.smooth("Tanh"),
            EngineOptions.DEFAULT
                .withDevice(DeviceName.CPU)
                .withPrecision(Precision.FLOAT64)
                .withThreads(1))) {
      long before = 0;
      long heapBefore = 0;
      long objectsBefore = 0;
      for (int call = 0; call < 1_000 + CALLS; call++) {
        if (call == 1_000) {
          before = resident();
          heapBefore = Runtime.getRuntime().totalMemory();
          objectsBefore = Pointer.totalCount();
        }
        switch (call % 3) {
          case 0 -> classifier.logits(points);
          case 1 -> classifier.linearize(points, functions);
          default -> {
            points[0][0] += 1e-3; // other points, so that nothing kept is of use
            classifier.hessianVectorProducts(points, each, points);
          }
        }
      }
      // What building the classifier left to the collector may go at any time.
      assertThat(Pointer.totalCount()).isLessThanOrEqualTo(objectsBefore);
      long heapGrowth = Math.max(0, Runtime.getRuntime().totalMemory() - heapBefore);
      assertThat(resident() - before - heapGrowth).isLessThan(ALLOWED_GROWTH);
    }
  }

  @Test
  void rest_afterProducts_freesWhatWasKeptForMoreOfThem() {
    double[][] points = RandomNetworks.points(16, 72, 1);
    LogitCombination[] functions = new LogitCombination[points.length];
    Arrays.fill(functions, LogitCombination.difference(0, 1));
    try (TorchClassifier classifier =
        new TorchClassifier(
            RandomNetworks.smooth("Tanh"), EngineOptions.DEFAULT.withDevice(DeviceName.CPU))) {
      double[][] products = classifier.hessianVectorProducts(points, functions, points);
      long kept = Pointer.totalCount();
      classifier.rest();
      assertThat(Pointer.totalCount()).isLessThan(kept);
      assertThat(classifier.hessianVectorProducts(points, functions, points))
          .isDeepEqualTo(products);
      // The collector may have taken what building the classifier left.
      assertThat(Pointer.totalCount()).isLessThanOrEqualTo(kept);
    }
  }

  private static long resident() throws IOException {
    System.gc();
    String line =
        Files.readAllLines(Path.of("/proc/self/status")).stream()
            .filter(each -> each.startsWith("VmRSS:"))
            .findFirst()
            .orElseThrow();
    return 1024 * Long.parseLong(line.replaceAll("\\D", ""));
  }
}
