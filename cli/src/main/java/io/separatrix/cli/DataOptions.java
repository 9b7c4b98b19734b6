package io.separatrix.cli;

import io.separatrix.data.DatasetOptions;
import io.separatrix.data.Resizing;
import io.separatrix.data.Split;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which images a command works on. */
final class DataOptions {

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

  /** How the images are read, from what the model asks for. */
  DatasetOptions read(DatasetOptions model) {
    return new DatasetOptions(
        split, model.names(), imageLabels, grey, model.resizing(), model.whole());
  }

  /** What changes the images and is not in their hash, as it is kept in run.json. */
  Map<String, Object> configuration(@Nullable Resizing resizing) {
    Map<String, Object> given = new TreeMap<>();
    if (grey) {
      given.put("grey", true);
    }
    if (resizing != null) {
      given.put("resizing", resizing);
    }
    return given;
  }
}
