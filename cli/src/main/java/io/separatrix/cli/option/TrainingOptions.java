package io.separatrix.cli.option;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.separatrix.data.ClassNames;
import io.separatrix.data.Dataset;
import io.separatrix.data.Datasets;
import io.separatrix.data.LabelledBytes;
import io.separatrix.data.Split;
import io.separatrix.network.architecture.Architecture;
import io.separatrix.network.architecture.Architectures;
import io.separatrix.torch.train.LabelledImages;
import io.separatrix.torch.train.TrainingPlan;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** What is trained, on what, and how. */
public final class TrainingOptions {

  @Spec(Target.MIXEE)
  CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--model",
      required = true,
      paramLabel = "NAME",
      description = "Architecture: lenet, lenet-smooth or nin.")
  String model = "";

  @Option(
      names = "--data",
      required = true,
      paramLabel = "NAME|PATH",
      description =
          "Training and test images: a built-in data set, or a folder with CIFAR-10's batches or"
              + " with IDX files.")
  String data = "";

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      description = "Names of the classes, one a line, where the data has none.")
  @Nullable Path labels;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "Passes over the training images (default: 20, nin 12).",
      converter = Numbers.AtLeastOne.class)
  @Nullable Integer epochs;

  @Option(
      names = "--images-per-step",
      paramLabel = "N",
      description = "Images per step of gradient descent (default: ${DEFAULT-VALUE}).",
      converter = Numbers.AtLeastOne.class)
  int imagesPerStep = 128;

  @Option(
      names = "--learning-rate",
      paramLabel = "R",
      description = "Largest learning rate (default: 0.05, nin 0.1).")
  @Nullable Double learningRate;

  @Option(
      names = "--warm-up",
      paramLabel = "EPOCHS",
      description = "Epochs over which the learning rate rises (default: ${DEFAULT-VALUE}).")
  double warmUp = 1;

  @Option(
      names = "--decay",
      paramLabel = "EPOCHS",
      description = "Epochs over which it falls to 0 (default: all that follow the warm-up).")
  @Nullable Double decay;

  @Option(
      names = "--weight-decay",
      paramLabel = "W",
      description = "Pull of the weights towards 0 (default: ${DEFAULT-VALUE}).")
  double weightDecay = 5e-4;

  @Option(
      names = "--flip",
      negatable = true,
      description = "Mirror half of the images left to right (default: if they have colours).")
  @Nullable Boolean flip;

  @Option(
      names = "--shift",
      paramLabel = "PIXELS",
      description = "Largest shift of an image (default: an eighth of 32 pixels, else 2).",
      converter = Numbers.NotNegative.class)
  @Nullable Integer shift;

  @Option(
      names = "--crop",
      paramLabel = "PIXELS",
      description = "Side of the random crops to train on, for nin only (default: whole images).",
      converter = Numbers.NotNegative.class)
  int crop;

  @Option(
      names = "--whole",
      paramLabel = "EPOCHS",
      description = "Last epochs that see whole images despite --crop (default: ${DEFAULT-VALUE}).")
  double whole = 1;

  @Option(
      names = "--bfloat16",
      description = "Compute in bfloat16; fast on processors that have it. Weights are float32.")
  boolean bfloat16;

  /**
   * Looks whether there is such an architecture.
   *
   * @throws ParameterException if not
   */
  public void require() {
    if (!Architectures.names().contains(model)) {
      throw new ParameterException(
          spec.commandLine(),
          "--model: expected one of " + Architectures.names() + ", found " + model);
    }
  }

  /**
   * Opens one part of the data.
   *
   * @throws io.separatrix.data.DataException if it is not what it must be
   */
  public Dataset open(Split split) {
    ClassNames names = labels == null ? ClassNames.none() : ClassNames.fromFile(labels);
    return Datasets.open(data, null, split, names);
  }

  /**
   * Reads one part of the data whole.
   *
   * @throws io.separatrix.data.DataException if an image has no label, or there are too many
   */
  public static LabelledImages images(Dataset data) {
    LabelledBytes bytes = LabelledBytes.of(data);
    return new LabelledImages(
        bytes.shape(), bytes.pixels(), bytes.labels(), bytes.classNames(), data.sha256());
  }

  /** Every part of a plan, for the record of the run. */
  public static Map<String, Object> byName(TrainingPlan plan) {
    return new TreeMap<>(
        new JsonMapper().convertValue(plan, new TypeReference<Map<String, Object>>() {}));
  }

  /**
   * The architecture for such images.
   *
   * @throws ParameterException if it does not fit them
   */
  public Architecture architecture(LabelledImages images) {
    return fitting(
        () -> Architectures.find(model, images.shape(), images.classNames().size()));
  }

  /**
   * How to train on such images.
   *
   * @throws ParameterException if the options do not fit together
   */
  public TrainingPlan plan(LabelledImages images, long seed) {
    return fitting(() -> planned(images, seed));
  }

  private <V> V fitting(Supplier<V> made) {
    try {
      return made.get();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private TrainingPlan planned(LabelledImages images, long seed) {
    boolean nin = model.equals("nin");
    int passes = Objects.requireNonNullElse(epochs, nin ? 12 : 20);
    return new TrainingPlan(
        passes,
        imagesPerStep,
        Objects.requireNonNullElse(learningRate, nin ? 0.1 : 0.05),
        warmUp,
        Objects.requireNonNullElse(decay, Math.max(0, passes - warmUp)),
        0.9,
        weightDecay,
        0,
        Objects.requireNonNullElse(flip, images.shape().get(0) == 3),
        Objects.requireNonNullElse(shift, images.shape().get(2) == 32 ? 4 : 2),
        crop,
        whole,
        bfloat16,
        seed);
  }
}
