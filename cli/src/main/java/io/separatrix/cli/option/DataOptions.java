package io.separatrix.cli.option;

import io.separatrix.data.DatasetOptions;
import io.separatrix.data.Resizing;
import io.separatrix.data.Split;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
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

  private int keptForTraining;

  /** Works on these images unless options say otherwise. */
  public void byDefault(String newData, int newLimit) {
    data = newData;
    limit = newLimit;
  }

  /** Works on at most as many images, whatever the options allow. */
  public void atMost(int images) {
    limit = Math.min(limit, images);
  }

  /** Leaves images at the end of a data set in one part for training. */
  public void keepForTraining(int images) {
    keptForTraining = images;
  }

  /** The images' name or place; null if no option says it. */
  public @Nullable String data() {
    return data;
  }

  /** Images left out at the start. */
  public int offset() {
    return offset;
  }

  /** Images at most. */
  public int limit() {
    return limit;
  }

  /** Images left at the end for training. */
  public int keptForTraining() {
    return keptForTraining;
  }

  /** How the images are read, from what the model asks for. */
  public DatasetOptions read(DatasetOptions model) {
    return new DatasetOptions(
        split, model.names(), imageLabels, grey, model.resizing(), model.whole());
  }

  /** What changes the images and is not in their hash, as it is kept in run.json. */
  public Map<String, Object> configuration(@Nullable Resizing resizing) {
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
