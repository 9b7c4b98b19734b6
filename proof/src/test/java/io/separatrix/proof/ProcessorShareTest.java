package io.separatrix.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ProcessorShareTest {

  @Test
  void compute_moreCallersThanThreads_atMostSoManyAtOnceAndAllInTheEnd() throws Exception {
    ProcessorShare share = new ProcessorShare(2);
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch together = new CountDownLatch(2);
    ExecutorService callers = Executors.newFixedThreadPool(6);
    try {
      List<Future<Integer>> results = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        results.add(
            callers.submit(
                () ->
                    share.compute(
                        () -> {
                          most.accumulateAndGet(running.incrementAndGet(), Math::max);
                          together.countDown();
                          awaited(together);
                          running.decrementAndGet();
                          return 1;
                        })));
      }
      int sum = 0;
      for (Future<Integer> result : results) {
        sum += result.get();
      }
      assertThat(sum).isEqualTo(12);
      assertThat(most.get()).isEqualTo(2);
    } finally {
      callers.shutdownNow();
    }
  }

  private static void awaited(CountDownLatch latch) {
    try {
      assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
