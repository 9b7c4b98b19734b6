package io.separatrix.explorer.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Somebody drags the map for a minute; with {@code -Pslow} a thousand times. */
@Timeout(300)
class DragSoakTest {

  private static final int DRAGS = Boolean.getBoolean("separatrix.slow") ? 1000 : 100;
  private static final int SECONDS = DRAGS * 60 / 1000;

  /** What maps and directions that are kept may take, and what the collector leaves lying about. */
  private static final long MEBIBYTES = 200;

  @Test
  void drags_manyInAMinute_leaveNoJobAndLittleMemory() throws Exception {
    SplittableRandom random = new SplittableRandom(3);
    ExecutorService readers = Executors.newCachedThreadPool();
    try (Served served = Served.images(20)) {
      served.events(served.start("a-map", "view", "plane/x=1/u=random-1/v=random-2/width=9", ""));
      long before = usedBytes();
      long start = System.nanoTime();
      for (int i = 0; i < DRAGS; i++) {
        String state =
            String.format(
                Locale.ROOT,
                "plane/x=1/u=random-1/v=random-2/s=%.4f/t=%.4f/width=%.3f",
                random.nextDouble(-5, 5),
                random.nextDouble(-5, 5),
                random.nextDouble(2, 12));
        String id = served.start("a-map", "view", state, "");
        readers.execute(() -> served.get("/api/jobs/" + id + "/events"));
        long next = start + (i + 1) * (SECONDS * 1_000_000_000L / DRAGS);
        TimeUnit.NANOSECONDS.sleep(Math.max(0, next - System.nanoTime()));
      }
      String last = "plane/x=1/u=random-1/v=random-2/width=3/size=16";
      assertThat(served.eventNames(served.start("a-map", "view", last, ""))).endsWith("done");
      readers.shutdown();
      assertThat(readers.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
      assertThat(served.server().activeJobs()).isZero();
      assertThat(served.defects()).isEmpty();
      assertThat((usedBytes() - before) >> 20).isLessThan(MEBIBYTES);
    } finally {
      readers.shutdownNow();
    }
  }

  private static long usedBytes() {
    Runtime runtime = Runtime.getRuntime();
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
