package io.separatrix.cli.terminal;

import io.separatrix.experiment.RunListener;
import io.separatrix.experiment.TimeLeft;
import io.separatrix.experiment.run.Finding;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * Shows how far a run has got: a bar with the time left on a terminal; elsewhere one line for each
 * finished pass, and one a minute while it lasts; nothing when quiet.
 */
public final class ProgressBars implements RunListener, AutoCloseable {

  private static final int WIDTH = 78;

  /** Nanoseconds between two lines where there is no bar. */
  private static final long MINUTE = 60_000_000_000L;

  private final Remarks remarks;
  private final TimeLeft timeLeft;
  private final LongSupplier clock;
  private @Nullable ProgressBar bar;
  private String study = "";
  private long started;
  private long said;
  private int finished;
  private int items;

  /**
   * @param effort what each pass takes in proportion; empty if nothing is known
   */
  public ProgressBars(Remarks remarks, Map<String, Double> effort) {
    this(remarks, effort, System::nanoTime);
  }

  ProgressBars(Remarks remarks, Map<String, Double> effort, LongSupplier clock) {
    this.remarks = remarks;
    this.clock = clock;
    this.timeLeft = new TimeLeft(effort, clock);
  }

  @Override
  public void at(String newStudy, int done, int total) {
    timeLeft.at(newStudy, done, total);
    if (!newStudy.equals(study)) {
      if (done == total) {
        return; // all of it was finished before
      }
      start(newStudy, done, total);
    }
    finished = done;
    items = total;
    if (bar != null) {
      bar.stepTo(done);
      bar.setExtraMessage(timeLeft.text());
    }
    if (done == total) {
      end(done);
    }
  }

  @Override
  public void noticed(Finding finding) {
    note(Remedies.withRemedy(finding.name() + ": " + finding.message(), Remedies.of(finding)));
  }

  @Override
  public void note(String line) {
    remarks.note(line);
  }

  @Override
  public void detail(String line) {
    remarks.detail(line);
  }

  @Override
  public void check() {
    remarks.host().interruption().check();
    if (bar == null && !study.isEmpty() && clock.getAsLong() - said > MINUTE) {
      said = clock.getAsLong();
      String left = timeLeft.text();
      remarks.note(study + ": " + finished + " of " + items + (left.isEmpty() ? "" : "; " + left));
    }
  }

  private void start(String newStudy, int done, int total) {
    close();
    study = newStudy;
    started = clock.getAsLong();
    said = started;
    if (remarks.host().terminal() && !remarks.quiet()) {
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
    double seconds = (clock.getAsLong() - started) / 1e9;
    String left = timeLeft.text();
    remarks.note(
        String.format(Locale.ROOT, "%s: %d done in %.1f s", study, done, seconds)
            + (left.isEmpty() ? "" : "; " + left));
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
