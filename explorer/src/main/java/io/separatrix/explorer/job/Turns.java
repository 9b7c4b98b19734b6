package io.separatrix.explorer.job;

import java.util.Comparator;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is on the engine: one job at a time has it. A job that runs looks up before each
 * network call: it ends there if nobody wants it any more, and lets one that is more urgent go
 * first. So algorithms stay straight-line code and a pointer is answered while a path is searched.
 */
public final class Turns {

  private static final ThreadLocal<@Nullable Job> CURRENT = new ThreadLocal<>();

  private record Waiting(Job job, long order) {}

  private final TreeSet<Waiting> waiting =
      new TreeSet<>(
          Comparator.comparing((Waiting each) -> each.job().priority())
              .thenComparing(Waiting::order));
  private @Nullable Job running;
  private long arrived;

  /**
   * Does work when it is its turn, on this thread.
   *
   * @throws java.util.concurrent.CancellationException if the job is cancelled before
   */
  void take(Job job, Runnable work) throws InterruptedException {
    acquire(job);
    CURRENT.set(job);
    try {
      work.run();
    } finally {
      CURRENT.remove();
      release(job);
    }
  }

  /**
   * Called before each network call; does nothing on a thread that has no job.
   *
   * @throws java.util.concurrent.CancellationException if the job of this thread was cancelled
   */
  public void lookUp() {
    Job job = CURRENT.get();
    if (job == null) {
      return;
    }
    job.requireWanted();
    if (outranked(job)) {
      release(job);
      await(job);
    }
  }

  /**
   * Does work that needs no engine while others may have the turn.
   *
   * @throws java.util.concurrent.CancellationException if the job of this thread was cancelled
   */
  public void aside(Runnable work) {
    Job job = CURRENT.get();
    if (job == null) {
      work.run();
      return;
    }
    job.requireWanted();
    release(job);
    work.run();
    await(job);
  }

  private void await(Job job) {
    try {
      acquire(job);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      job.cancel();
      job.requireWanted();
    }
  }

  private synchronized boolean outranked(Job job) {
    return !waiting.isEmpty() && waiting.first().job().priority().compareTo(job.priority()) < 0;
  }

  private synchronized void acquire(Job job) throws InterruptedException {
    Waiting place = new Waiting(job, arrived++);
    waiting.add(place);
    try {
      while (running != null || !waiting.first().equals(place)) {
        job.requireWanted();
        wait();
      }
      running = job;
    } finally {
      waiting.remove(place);
      notifyAll(); // whoever gives up his place may have been in the way of another
    }
  }

  /** Without effect if the job has lost its turn, cancelled while it let another go first. */
  private synchronized void release(Job job) {
    if (running == job) {
      running = null;
      notifyAll();
    }
  }

  /** Jobs that wait for their turn. */
  synchronized int waiting() {
    return waiting.size();
  }

  synchronized void wake() {
    notifyAll();
  }
}
