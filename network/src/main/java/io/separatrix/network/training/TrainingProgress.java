package io.separatrix.network.training;

import java.time.Duration;
import java.util.Locale;

/**
 * Where a training stands.
 *
 * @param epoch current epoch, from 1
 * @param epochs number of epochs
 * @param step steps done, over all epochs
 * @param steps number of steps of the whole training
 * @param loss mean loss over the epoch so far
 * @param accuracy share of the epoch's images so far that were recognised when they were seen
 * @param left estimated time to the end
 */
public record TrainingProgress(
    int epoch, int epochs, long step, long steps, double loss, double accuracy, Duration left) {

  /** Everything in one line. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "epoch %d of %d, step %d of %d, %d:%02d:%02d left: loss %.4f, accuracy %.4f",
        epoch,
        epochs,
        step,
        steps,
        left.toHours(),
        left.toMinutesPart(),
        left.toSecondsPart(),
        loss,
        accuracy);
  }
}
