package io.separatrix.cli.terminal;

import io.separatrix.torch.train.TrainingListener;
import io.separatrix.torch.train.TrainingProgress;
import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Shows how a training goes: a bar on a terminal, and a line for each epoch. */
public final class TrainingDisplay implements TrainingListener, AutoCloseable {

  private static final int WIDTH = 100;

  /** Steps between two lines for those who asked for more. */
  private static final int DETAIL = 50;

  private final Remarks remarks;
  private @Nullable ProgressBar bar;

  /** Speaks through the remarks. */
  public TrainingDisplay(Remarks remarks) {
    this.remarks = remarks;
  }

  @Override
  public void step(TrainingProgress progress) {
    if (remarks.host().terminal() && remarks.level() != Verbosity.QUIET) {
      if (bar == null) {
        bar = bar(progress);
      }
      bar.stepTo(progress.step());
      bar.setExtraMessage(
          String.format(
              Locale.ROOT, "loss %.3f accuracy %.3f", progress.loss(), progress.accuracy()));
    }
    if (progress.step() % DETAIL == 0) {
      remarks.detail(line(progress));
    }
  }

  @Override
  public void epoch(TrainingProgress progress, double validationAccuracy) {
    close();
    remarks.note(
        line(progress)
            + String.format(Locale.ROOT, ", validation accuracy %.4f", validationAccuracy));
  }

  private static String line(TrainingProgress progress) {
    Duration left = progress.left();
    return String.format(
        Locale.ROOT,
        "epoch %d of %d, step %d of %d, %d:%02d:%02d left: loss %.4f, accuracy %.4f",
        progress.epoch(),
        progress.epochs(),
        progress.step(),
        progress.steps(),
        left.toHours(),
        left.toMinutesPart(),
        left.toSecondsPart(),
        progress.loss(),
        progress.accuracy());
  }

  private static ProgressBar bar(TrainingProgress progress) {
    return new ProgressBarBuilder()
        .setTaskName("train")
        .setInitialMax(progress.steps())
        .startsFrom(progress.step(), Duration.ZERO)
        .setStyle(ProgressBarStyle.ASCII)
        .setConsumer(new ConsoleProgressBarConsumer(System.err, WIDTH))
        .setUpdateIntervalMillis(500)
        .build();
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
