package io.separatrix.explorer.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class JobsTest {

  private final Turns turns = new Turns();
  private final Jobs jobs = new Jobs(turns, error -> "\"" + error.getMessage() + "\"");

  @AfterEach
  void close() {
    jobs.close();
  }

  private static List<String> toldBy(Job job) throws InterruptedException {
    List<Job.Event> events = new ArrayList<>();
    while (!job.ended()) {
      events.addAll(job.events(events.size(), 1000));
    }
    events.addAll(job.events(events.size(), 0));
    return events.stream().map(event -> event.name() + " " + event.data()).toList();
  }

  /** Work that makes network calls until it is ended. */
  private Jobs.Work endless(CountDownLatch started, AtomicInteger calls) {
    return job -> {
      started.countDown();
      while (true) {
        turns.lookUp();
        calls.incrementAndGet();
      }
    };
  }

  @Test
  void start_work_tellsAllOfItInOrderAndThatItIsDone() throws InterruptedException {
    Job job =
        jobs.start(
            "a",
            Priority.VIEW,
            own -> {
              own.tell("map", "1");
              own.tell("result", "2");
            });
    assertThat(toldBy(job)).containsExactly("map 1", "result 2", "done {}");
    assertThat(jobs.active()).isZero();
  }

  @Test
  void start_workThatFails_tellsItInWordsAndTheNextJobRuns() throws InterruptedException {
    Job failing =
        jobs.start(
            "a",
            Priority.VIEW,
            own -> {
              throw new IllegalStateException("broken");
            });
    assertThat(toldBy(failing)).containsExactly("failed \"broken\"");
    assertThat(toldBy(jobs.start("a", Priority.VIEW, own -> own.tell("result", "1"))))
        .containsExactly("result 1", "done {}");
  }

  @Test
  void cancel_runningJob_endsBeforeItsNextCall() throws InterruptedException {
    CountDownLatch started = new CountDownLatch(1);
    AtomicInteger calls = new AtomicInteger();
    AtomicInteger afterCancel = new AtomicInteger(-1);
    Job job =
        jobs.start(
            "a",
            Priority.VIEW,
            own -> {
              while (true) {
                turns.lookUp();
                if (own.cancelled() && afterCancel.get() < 0) {
                  afterCancel.set(calls.get());
                }
                calls.incrementAndGet();
                started.countDown();
              }
            });
    started.await();
    job.cancel();
    assertThat(toldBy(job)).containsExactly("cancelled {}");
    if (afterCancel.get() >= 0) { // the call that was under way
      assertThat(calls.get()).isEqualTo(afterCancel.get() + 1);
    }
  }

  @Test
  void start_inASlotThatIsTaken_endsTheOlder() throws InterruptedException {
    CountDownLatch started = new CountDownLatch(1);
    Job older = jobs.start("map", Priority.VIEW, endless(started, new AtomicInteger()));
    started.await();
    Job newer = jobs.start("map", Priority.VIEW, own -> own.tell("result", "new"));
    assertThat(toldBy(newer)).containsExactly("result new", "done {}");
    assertThat(toldBy(older)).containsExactly("cancelled {}");
  }

  @Test
  void start_inAnotherSlot_leavesTheOlderAlone() throws InterruptedException {
    CountDownLatch started = new CountDownLatch(1);
    AtomicInteger calls = new AtomicInteger();
    Job older = jobs.start("map", Priority.BACKGROUND, endless(started, calls));
    started.await();
    assertThat(toldBy(jobs.start("point", Priority.TOUCH, own -> {}))).containsExactly("done {}");
    int then = calls.get();
    while (calls.get() == then) {
      Thread.onSpinWait();
    }
    assertThat(older.ended()).isFalse();
    older.cancel();
    assertThat(toldBy(older)).containsExactly("cancelled {}");
  }

  @Test
  void lookUp_whileSomebodyMoreUrgentWaits_letsHimGoFirst() throws InterruptedException {
    List<String> order = Collections.synchronizedList(new ArrayList<>());
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    Job slow =
        jobs.start(
            "slow",
            Priority.VIEW,
            own -> {
              started.countDown();
              await(goOn);
              turns.lookUp();
              order.add("slow");
            });
    started.await();
    Job background = jobs.start("later", Priority.BACKGROUND, own -> order.add("background"));
    Job touch = jobs.start("touch", Priority.TOUCH, own -> order.add("touch"));
    while (turns.waiting() < 2) {
      Thread.onSpinWait();
    }
    goOn.countDown();
    for (Job job : List.of(slow, touch, background)) {
      assertThat(toldBy(job)).containsExactly("done {}");
    }
    assertThat(order).containsExactly("touch", "slow", "background");
  }

  @Test
  void aside_whileItLasts_othersHaveTheTurn() throws InterruptedException {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    Job proof =
        jobs.start(
            "proof",
            Priority.VIEW,
            own -> {
              turns.aside(
                  () -> {
                    inside.countDown();
                    await(goOn);
                  });
              own.tell("result", "proved");
            });
    inside.await();
    assertThat(toldBy(jobs.start("other", Priority.BACKGROUND, own -> {})))
        .containsExactly("done {}");
    goOn.countDown();
    assertThat(toldBy(proof)).containsExactly("result proved", "done {}");
  }

  @Test
  void start_moreJobsThanThereMayBe_isRefusedUntilSomeEnd() throws InterruptedException {
    CountDownLatch started = new CountDownLatch(1);
    List<Job> all = new ArrayList<>();
    for (int i = 0; i < Jobs.MOST; i++) {
      all.add(jobs.start("slot-" + i, Priority.VIEW, endless(started, new AtomicInteger())));
    }
    assertThatThrownBy(() -> jobs.start("one-more", Priority.VIEW, own -> {}))
        .isInstanceOf(Jobs.BusyException.class);
    assertThat(jobs.active()).isEqualTo(Jobs.MOST);
    for (Job job : all) {
      job.cancel();
      assertThat(toldBy(job)).containsExactly("cancelled {}");
    }
    assertThat(jobs.active()).isZero();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }
}
