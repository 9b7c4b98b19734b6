package io.separatrix.cli.option;

import static java.util.Objects.requireNonNullElse;

import io.separatrix.data.DatasetOptions;
import io.separatrix.data.Split;
import io.separatrix.experiment.ExperimentBuilder;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which images a command works on. */
public final class DataOptions {

  @Option(
      names = "--data",
      paramLabel = "NAME|PATH",
      description =
          "Images: a built-in data set, CIFAR-10 or CIFAR-100, IDX files, a folder per class, a"
              + " folder of images, or .npy and .npz arrays.")
  @Nullable String data;

  @Option(
      names = "--split",
      paramLabel = "test|train",
      defaultValue = "test",
      description = "Part of a data set that comes in two (default: ${DEFAULT-VALUE}).")
  Split split = Split.TEST;

  @Option(
      names = "--image-labels",
      paramLabel = "FILE",
      description =
          "Labels for a folder of images: lines image,label with a class index or the name of a"
              + " class.")
  @Nullable Path imageLabels;

  @Option(
      names = "--grey",
      description = "Convert colour images to grey for a model of one channel.")
  boolean grey;

  @Option(names = "--limit", paramLabel = "N", description = "Use at most N images (default: all).")
  int limit = Integer.MAX_VALUE;

  @Option(
      names = "--offset",
      paramLabel = "N",
      defaultValue = "0",
      description = "Leave out the first N images.",
      converter = Numbers.NotNegative.class)
  int offset;

  private int keptForTraining;

  /** Works on these images unless options say otherwise. */
  public void byDefault(String newData, int newLimit) {
    data = requireNonNullElse(data, newData);
    limit = limit == Integer.MAX_VALUE ? newLimit : limit;
  }

  /**
   * Works on at most so many images, whatever the options allow, and leaves others at the end of a
   * data set in one part.
   */
  public void atMost(int images, int training) {
    limit = Math.min(limit, images);
    keptForTraining = training;
  }

  /** Whether images are named. */
  public boolean named() {
    return data != null;
  }

  /** Tells an experiment which images it works on. */
  public ExperimentBuilder into(ExperimentBuilder experiment) {
    if (data != null) {
      experiment.data(data, this::read);
    }
    return experiment.offset(offset).limit(limit).keepForTraining(keptForTraining);
  }

  private DatasetOptions read(DatasetOptions model) {
    return new DatasetOptions(
        split, model.names(), imageLabels, grey, model.resizing(), model.whole());
  }
}
