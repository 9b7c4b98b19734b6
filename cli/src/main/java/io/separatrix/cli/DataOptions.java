package io.separatrix.cli;

import io.separatrix.data.ClassNames;
import io.separatrix.data.Dataset;
import io.separatrix.data.DatasetOptions;
import io.separatrix.data.Datasets;
import io.separatrix.data.ImageShape;
import io.separatrix.data.Resizing;
import io.separatrix.data.Split;
import io.separatrix.experiment.check.NoiseImages;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which images a command works on. */
final class DataOptions {

  private static final int NOISE_IMAGES = 16;

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
      description = "Part of a data set that comes in two (default: ${DEFAULT-VALUE}).",
      converter = LowerCase.OfSplit.class)
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

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "Use at most N images (default: all).",
      converter = WholeNumber.Positive.class)
  int limit = Integer.MAX_VALUE;

  @Option(
      names = "--offset",
      paramLabel = "N",
      defaultValue = "0",
      description = "Leave out the first N images.",
      converter = WholeNumber.NotNegative.class)
  int offset;

  /** Images that a data set in one part leaves at its end for training; set by the command. */
  int keptForTraining;

  /**
   * Opens the data set, or a few images of noise if none was named.
   *
   * @throws io.separatrix.data.DataException if it is missing, or not what it must be
   */
  Dataset open(ImageShape shape, ClassNames names) {
    return data == null
        ? new NoiseImages(shape, NOISE_IMAGES)
        : Datasets.open(data, shape, options(names));
  }

  private DatasetOptions options(ClassNames names) {
    return new DatasetOptions(split, names, imageLabels, grey, resizing, whole);
  }

  /** What changes the images and is not in their hash, as it is kept in run.json. */
  Map<String, Object> configuration() {
    Map<String, Object> given = new TreeMap<>();
    if (grey) {
      given.put("grey", true);
    }
    if (resizing != null) {
      given.put("resizing", resizing);
    }
    return given;
  }

  /** How image files come to the model's size; null for the usual way; set with the model. */
  @Nullable Resizing resizing;

  /** Whether the model takes 8-bit pixels; set with the model. */
  boolean whole;

  /** How many images a run takes at most: as many as asked for, less those kept for training. */
  int limitOf(Dataset dataset, ClassNames names) {
    int there = dataset.size() - offset;
    boolean onePart =
        keptForTraining > 0 && openTraining(dataset, names).sha256().equals(dataset.sha256());
    return onePart ? Math.min(limit, there - Math.min(keptForTraining, there / 5)) : limit;
  }

  /**
   * Opens the training part of a data set, with classes of the same names.
   *
   * @param names those by which the data set was read
   */
  Dataset openTraining(Dataset dataset, ClassNames names) {
    ClassNames same = names.size() > 0 ? names : ClassNames.of(dataset.classNames());
    return data == null
        ? new NoiseImages(dataset.shape(), NOISE_IMAGES)
        : Datasets.open(data, dataset.shape(), options(same).with(Split.TRAIN));
  }
}
