package io.separatrix.cli.terminal;

import java.time.Duration;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** A progress bar, on a terminal and where nobody asked for silence; nothing elsewhere. */
final class Bar implements AutoCloseable {

  private static final int WIDTH = 78;

  private final @Nullable ProgressBar bar;

  /**
   * Shows it.
   *
   * @param done what an earlier session finished
   */
  Bar(Remarks remarks, String task, long done, long total) {
    boolean shown = remarks.host().terminal() && remarks.level() != Verbosity.QUIET;
    bar =
        shown
            ? new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(total)
                .startsFrom(done, Duration.ZERO)
                .setStyle(ProgressBarStyle.ASCII)
                .setConsumer(new ConsoleProgressBarConsumer(System.err, WIDTH))
                .setUpdateIntervalMillis(200)
                .build()
            : null;
  }

  void at(long done, String message) {
    if (bar != null) {
      bar.stepTo(done);
      bar.setExtraMessage(message);
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
