package io.separatrix.experiment;

import io.separatrix.data.DataException;
import io.separatrix.data.Dataset;
import io.separatrix.data.Images;
import java.util.function.Supplier;

/**
 * Images that an experiment does not measure on: the training part of its data set or, where that
 * has one part only, what comes after the experiment's own images.
 *
 * @param data the data set of the experiment's own images
 * @param opener opens the training part
 */
record TrainingImages(Dataset data, Supplier<Dataset> opener) {

  /** How many images of its own an experiment takes, less those kept for training. */
  int limit(int limit, int offset, int kept) {
    if (kept == 0 || !inOnePart(opener.get())) {
      return limit;
    }
    int there = data.size() - offset;
    return Math.min(limit, there - Math.min(kept, there / 5));
  }

  private boolean inOnePart(Dataset train) {
    return train.sha256().equals(data.sha256());
  }

  /**
   * @param own the experiment's images
   * @param limit images at most
   * @throws DataException if there are none
   */
  Images beside(Images own, int limit) {
    Dataset train = opener.get();
    if (!inOnePart(train)) {
      return Images.of(train, own.range(), 0, limit);
    }
    int after = own.offset() + own.size();
    if (after >= train.size()) {
      throw new DataException(
          train.name()
              + ": expected images beside the run's own, to find directions on, found a data set"
              + " in one part of "
              + train.size()
              + " images, which the run takes to the last; "
              + (own.size() < 2
                  ? "give more images"
                  : "leave some to them, as with "
                      + Math.max(1, own.size() * 4 / 5)
                      + " at most for the run, or give more images"),
          own.size() < 2
              ? new ExperimentRemedy[0]
              : new ExperimentRemedy[] {ExperimentRemedy.FEWER_IMAGES});
    }
    return Images.of(train, own.range(), after, limit);
  }
}
