package io.separatrix.cli.terminal;

import io.separatrix.network.training.TrainingListener;
import io.separatrix.network.training.TrainingProgress;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Shows how a training goes: a bar on a terminal, and a line for each epoch. */
public final class TrainingDisplay implements TrainingListener, AutoCloseable {

  /** Steps between two lines for those who asked for more. */
  private static final int DETAIL = 50;

  private final Remarks remarks;
  private @Nullable Bar bar;

  /** Speaks through the remarks. */
  public TrainingDisplay(Remarks remarks) {
    this.remarks = remarks;
  }

  @Override
  public void step(TrainingProgress progress) {
    if (bar == null) {
      bar = new Bar(remarks, "train", progress.step(), progress.steps());
    }
    bar.at(
        progress.step(),
        String.format(
            Locale.ROOT, "loss %.3f accuracy %.3f", progress.loss(), progress.accuracy()));
    if (progress.step() % DETAIL == 0) {
      remarks.detail(progress.toString());
    }
  }

  @Override
  public void epoch(TrainingProgress progress, double validationAccuracy) {
    close();
    remarks.note(
        progress + String.format(Locale.ROOT, ", validation accuracy %.4f", validationAccuracy));
  }

  @Override
  public boolean stops() {
    return remarks.host().interruption().requested();
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
