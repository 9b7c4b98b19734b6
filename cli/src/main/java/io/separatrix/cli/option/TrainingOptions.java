package io.separatrix.cli.option;

import static java.util.Objects.requireNonNullElse;

import io.separatrix.cli.terminal.UsageException;
import io.separatrix.data.ClassNames;
import io.separatrix.data.Dataset;
import io.separatrix.data.Datasets;
import io.separatrix.data.Split;
import io.separatrix.experiment.train.Training;
import io.separatrix.network.architecture.Architectures;
import io.separatrix.network.training.LabelledImages;
import io.separatrix.network.training.Robustness;
import io.separatrix.network.training.TrainingPlan;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is trained, on what, and how. */
public final class TrainingOptions {

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
      description = "Passes over the training images (default: 20, nin 12).")
  @Nullable Integer epochs;

  @Option(
      names = "--images-per-step",
      paramLabel = "N",
      description = "Images per step of gradient descent (default: ${DEFAULT-VALUE}).")
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

  @Option(
      names = "--robust",
      paramLabel = "pgd|curvature",
      description =
          "Train against perturbations: pgd on the worst images within a radius (Madry et al.,"
              + " 2018), curvature with a penalty on the loss's curvature (Moosavi-Dezfooli et al.,"
              + " 2019).")
  @Nullable Robust robust;

  @Option(
      names = "--radius",
      paramLabel = "R",
      description =
          "Euclidean radius of --robust pgd (default: 1, images with colours 0.5), step of --robust"
              + " curvature (default: 1.5); pixels in 0..1.")
  @Nullable Double radius;

  @Option(
      names = "--attack-steps",
      paramLabel = "N",
      description = "Steps of --robust pgd's attack (default: 5).")
  @Nullable Integer attackSteps;

  @Option(
      names = "--curvature-weight",
      paramLabel = "W",
      description = "Weight of --robust curvature's penalty (default: 4).")
  @Nullable Double curvatureWeight;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Processor threads (default: all cores). Another number rounds differently.",
      converter = Numbers.Threads.class)
  int threads = Runtime.getRuntime().availableProcessors();

  /**
   * Opens the data, and works out the plan.
   *
   * @throws io.separatrix.data.DataException if the data is not what it must be
   * @throws UsageException if the options do not fit together
   */
  public Training training(long seed) {
    if (!Architectures.names().contains(model)) {
      throw new UsageException(
          "--model: expected one of " + Architectures.names() + ", found " + model);
    }
    try {
      return Training.of(
          model, open(Split.TRAIN), open(Split.TEST), images -> plan(images, seed), threads);
    } catch (IllegalArgumentException e) {
      throw new UsageException(requireNonNullElse(e.getMessage(), e.toString()));
    }
  }

  private Dataset open(Split split) {
    ClassNames names = labels == null ? ClassNames.none() : ClassNames.fromFile(labels);
    return Datasets.open(data, null, split, names);
  }

  private TrainingPlan plan(LabelledImages images, long seed) {
    boolean nin = model.equals("nin");
    int passes = requireNonNullElse(epochs, nin ? 12 : 20);
    return new TrainingPlan(
        passes,
        imagesPerStep,
        requireNonNullElse(learningRate, nin ? 0.1 : 0.05),
        warmUp,
        requireNonNullElse(decay, Math.max(0, passes - warmUp)),
        0.9,
        weightDecay,
        0,
        requireNonNullElse(flip, images.shape().get(0) == 3),
        requireNonNullElse(shift, images.shape().get(2) == 32 ? 4 : 2),
        crop,
        whole,
        bfloat16,
        robustness(images),
        seed);
  }

  /** A radius that is small beside images of garments or of the size of CIFAR-10's. */
  private Robustness robustness(LabelledImages images) {
    if (robust == null) {
      if (radius != null || attackSteps != null || curvatureWeight != null) {
        throw new UsageException(
            "--radius, --attack-steps and --curvature-weight need --robust, which says what for");
      }
      return Robustness.NONE;
    }
    if (robust == Robust.PGD) {
      if (curvatureWeight != null) {
        throw new UsageException("--curvature-weight goes with --robust curvature");
      }
      double usual = images.shape().get(0) == 1 ? 1 : 0.5;
      return Robustness.pgd(requireNonNullElse(radius, usual), requireNonNullElse(attackSteps, 5));
    }
    if (attackSteps != null) {
      throw new UsageException("--attack-steps goes with --robust pgd");
    }
    return Robustness.curvature(
        requireNonNullElse(radius, 1.5), requireNonNullElse(curvatureWeight, 4.0));
  }

  /** Ways to train against perturbations, by name. */
  enum Robust {
    PGD,
    CURVATURE
  }
}
