package io.separatrix.explorer.job;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * The jobs of all pages. A job belongs to a slot, such as a page's map: a newer one there cancels
 * the older. Safe for several threads.
 */
public final class Jobs implements AutoCloseable {

  /** Jobs at one time; each waits or works on a thread of its own. */
  public static final int MOST = 24;

  /** Ended jobs whose events are kept for somebody who has not asked yet. */
  private static final int KEPT = 24;

  private final Turns turns;
  private final Function<Throwable, String> inWords;
  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          0,
          MOST,
          30,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          work -> {
            Thread thread = new Thread(work, "explorer-job");
            thread.setDaemon(true);
            return thread;
          });
  private final Map<String, Job> jobs = new LinkedHashMap<>();
  private final Map<String, Job> slots = new LinkedHashMap<>();
  private long count;

  /** What a job does. */
  @FunctionalInterface
  public interface Work {
    /**
     * Does it; an exception is told to whoever listens.
     *
     * @param job takes what there is to tell
     */
    void run(Job job);
  }

  /** There are as many jobs as there may be. */
  public static final class BusyException extends RuntimeException {
    private static final long serialVersionUID = 1;

    BusyException() {
      super("expected at most " + MOST + " jobs at one time, found more; wait for some to end");
    }
  }

  /**
   * Jobs that share an engine.
   *
   * @param turns of that engine
   * @param inWords an error as JSON
   */
  public Jobs(Turns turns, Function<Throwable, String> inWords) {
    this.turns = turns;
    this.inWords = inWords;
  }

  /**
   * Starts a job.
   *
   * @param slot where it cancels an older one
   * @throws BusyException if there are too many already
   */
  public Job start(String slot, Priority priority, Work work) {
    Job job = register(slot, priority);
    try {
      threads.execute(() -> run(job, work));
    } catch (RejectedExecutionException e) {
      forget(job);
      throw new BusyException();
    }
    return job;
  }

  private synchronized Job register(String slot, Priority priority) {
    Job job = new Job("" + ++count, priority, turns);
    Job older = slots.put(slot, job);
    if (older != null) {
      older.cancel();
    }
    jobs.put(job.id(), job);
    Iterator<Job> eldest = jobs.values().iterator();
    while (jobs.size() > MOST + KEPT && eldest.hasNext()) {
      if (eldest.next().ended()) {
        eldest.remove();
      }
    }
    slots.values().removeIf(Job::ended);
    return job;
  }

  private void run(Job job, Work work) {
    try {
      turns.take(job, () -> work.run(job));
      job.end(new Job.Event("done", "{}"));
    } catch (CancellationException e) {
      job.end(new Job.Event("cancelled", "{}"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      job.end(new Job.Event("cancelled", "{}"));
    } catch (RuntimeException
        | Error e) { // what is wrong is said on the page, and the next job runs
      job.end(new Job.Event("failed", inWords.apply(e)));
    }
  }

  /** The job of that name, if it is still known. */
  public synchronized Optional<Job> find(String id) {
    return Optional.ofNullable(jobs.get(id));
  }

  /** Drops a job that has ended, or ends it. */
  public void forget(Job job) {
    job.cancel();
    synchronized (this) {
      jobs.remove(job.id());
      slots.values().remove(job);
    }
  }

  /** Jobs that have not ended. */
  public synchronized int active() {
    return (int) jobs.values().stream().filter(job -> !job.ended()).count();
  }

  /** Cancels all jobs. */
  @Override
  public void close() {
    synchronized (this) {
      jobs.values().forEach(Job::cancel);
    }
    threads.shutdown();
  }
}
