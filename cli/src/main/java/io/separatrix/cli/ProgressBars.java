package io.separatrix.cli;

import io.separatrix.studies.run.Progress;
import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * Shows how far a run has got: a bar with the time left on a terminal, one line for each finished
 * study elsewhere, nothing when quiet.
 */
final class ProgressBars implements Progress, AutoCloseable {

  private static final int WIDTH = 78;

  private final Terminal terminal;
  private final Verbosity.Level level;
  private @Nullable ProgressBar bar;
  private String study = "";
  private long started;

  ProgressBars(Terminal terminal, Verbosity.Level level) {
    this.terminal = terminal;
    this.level = level;
  }

  @Override
  public void at(String newStudy, int done, int total) {
    if (level == Verbosity.Level.QUIET) {
      return;
    }
    if (!newStudy.equals(study)) {
      start(newStudy, done, total);
    }
    if (bar != null) {
      bar.stepTo(done);
    }
    if (done == total) {
      end(done);
    }
  }

  private void start(String newStudy, int done, int total) {
    close();
    study = newStudy;
    started = System.nanoTime();
    if (terminal.interactive() && done < total) {
      bar =
          new ProgressBarBuilder()
              .setTaskName(newStudy)
              .setInitialMax(total)
              .startsFrom(done, Duration.ZERO)
              .setStyle(ProgressBarStyle.ASCII)
              .setConsumer(new ConsoleProgressBarConsumer(System.err, WIDTH))
              .setUpdateIntervalMillis(200)
              .build();
    }
  }

  private void end(int done) {
    close();
    double seconds = (System.nanoTime() - started) / 1e9;
    terminal.note(String.format(Locale.ROOT, "%s: %d done in %.1f s", study, done, seconds));
    study = "";
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
