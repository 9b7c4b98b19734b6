package io.separatrix.explorer.job;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

/** A piece of work with what it has told so far. Safe for several threads. */
public final class Job {

  /**
   * Something that a job tells.
   *
   * @param name {@code result}, {@code map}, {@code progress}, {@code failed}, {@code cancelled} or
   *     {@code done}
   * @param data JSON
   */
  public record Event(String name, String data) {}

  private final String id;
  private final Priority priority;
  private final List<Event> events = new ArrayList<>();
  private boolean cancelled;
  private boolean ended;
  private final Turns turns;

  Job(String id, Priority priority, Turns turns) {
    this.id = id;
    this.priority = priority;
    this.turns = turns;
  }

  /** Its name in addresses. */
  public String id() {
    return id;
  }

  Priority priority() {
    return priority;
  }

  /** Tells something; nobody hears what a job tells after it was cancelled. */
  public synchronized void tell(String name, String data) {
    if (!ended && !cancelled) {
      events.add(new Event(name, data));
      notifyAll();
    }
  }

  /** Says that there will be no more. */
  synchronized void end(Event last) {
    if (!ended) {
      ended = true;
      events.add(last);
      notifyAll();
    }
  }

  /** Ends it before its next network call; without effect on one that has ended. */
  public void cancel() {
    synchronized (this) {
      if (cancelled || ended) {
        return;
      }
      cancelled = true;
      notifyAll();
    }
    turns.wake(); // outside the lock, which is taken inside that of the turns
  }

  /** Whether it is to end. */
  public synchronized boolean cancelled() {
    return cancelled;
  }

  /** Whether it has ended. */
  public synchronized boolean ended() {
    return ended;
  }

  void requireWanted() {
    if (cancelled()) {
      throw new CancellationException("no longer wanted");
    }
  }

  /**
   * What it has told from some event on; waits until there is something.
   *
   * @param from events that the caller has
   * @param milliseconds to wait at most
   * @return none if nothing came in that time
   */
  public synchronized List<Event> events(int from, long milliseconds) throws InterruptedException {
    long until = System.nanoTime() + milliseconds * 1_000_000;
    while (events.size() <= from && !ended) {
      long left = (until - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return List.of();
      }
      wait(left);
    }
    return List.copyOf(events.subList(Math.min(from, events.size()), events.size()));
  }
}
