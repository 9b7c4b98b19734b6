package io.separatrix.cli.terminal;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns SIGINT and SIGTERM into an orderly end: the work stops before its next network call, what
 * is finished is on disk, and the process ends with {@link ExitCode#INTERRUPTED}.
 */
public final class Interruption {

  private static final long PATIENCE_SECONDS = 20;

  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean requested;
  private volatile int exitCode = ExitCode.INTERRUPTED;

  /** Listens to the signals that end a JVM. */
  public void install() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "interruption"));
  }

  /** Asks the work to stop; it does so at its next {@link #check}. */
  public void request() {
    requested = true;
  }

  /**
   * Called before each piece of work that can be done again.
   *
   * @throws CancellationException if somebody asked for the end
   */
  public void check() {
    if (requested) {
      throw new CancellationException("interrupted");
    }
  }

  /** Ends the process with the code, from the thread that did the work. */
  public void exit(int code) {
    exitCode = code;
    ended.countDown();
    if (!requested) {
      System.exit(code);
    }
  }

  private void stop() {
    if (ended.getCount() == 0) {
      return; // System.exit above
    }
    requested = true;
    try {
      if (!ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("separatrix: did not stop in time; what is finished is on disk");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    // Without this the JVM would end with 128 plus the signal's number.
    Runtime.getRuntime().halt(exitCode);
  }
}
