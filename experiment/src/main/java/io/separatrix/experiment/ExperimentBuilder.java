package io.separatrix.experiment;

import io.separatrix.data.ClassNames;
import io.separatrix.data.Dataset;
import io.separatrix.data.DatasetOptions;
import io.separatrix.data.Datasets;
import io.separatrix.data.ImageShape;
import io.separatrix.data.Images;
import io.separatrix.data.PixelRange;
import io.separatrix.data.Split;
import io.separatrix.experiment.check.DataNotes;
import io.separatrix.experiment.check.NoiseImages;
import io.separatrix.experiment.check.PixelRangeChoice;
import io.separatrix.experiment.check.Preflight;
import io.separatrix.experiment.check.RoundingCheck;
import io.separatrix.experiment.model.Model;
import io.separatrix.experiment.model.Network;
import io.separatrix.experiment.run.DataCard;
import io.separatrix.experiment.run.Finding;
import io.separatrix.experiment.run.ItemSelection;
import io.separatrix.experiment.run.Journals;
import io.separatrix.experiment.run.ModelCard;
import io.separatrix.experiment.run.Shard;
import io.separatrix.geometry.TimedClassifier;
import io.separatrix.network.GraphProfile;
import io.separatrix.network.ModelFormatException;
import io.separatrix.network.engine.EngineOptions;
import io.separatrix.network.engine.RunningNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Opens an experiment: the model on its engine, the images in the range that it expects, and the
 * checks of both. Where no images are named, it takes a few of noise.
 */
public final class ExperimentBuilder {

  private static final int NOISE_IMAGES = 16;

  private final Model model;
  private EngineOptions engineOptions = EngineOptions.DEFAULT;
  private @Nullable String name;
  private @Nullable Dataset given;
  private @Nullable Dataset givenTraining;
  private UnaryOperator<DatasetOptions> reading = UnaryOperator.identity();
  private int offset;
  private int limit = Integer.MAX_VALUE;
  private int keptForTraining;
  private long seed = 1;
  private ItemSelection items = ItemSelection.ALL;
  private Journals journals = Journals.NONE;
  private boolean savesPoints;
  private RunListener listener = RunListener.NONE;

  ExperimentBuilder(Model model) {
    this.model = model;
  }

  /**
   * Names the images, as {@link Datasets#open} takes them; they are read by the model's class
   * names, and in its size.
   *
   * @param nameOrPath built-in name, file or folder
   * @return this builder
   */
  public ExperimentBuilder data(String nameOrPath) {
    name = nameOrPath;
    return this;
  }

  /**
   * Names the images.
   *
   * @param nameOrPath built-in name, file or folder
   * @param options from those that the model asks for to those by which they are read
   * @return this builder
   */
  public ExperimentBuilder data(String nameOrPath, UnaryOperator<DatasetOptions> options) {
    reading = options;
    return data(nameOrPath);
  }

  /**
   * Gives the images.
   *
   * @param images in the shape that the model takes
   * @return this builder
   */
  public ExperimentBuilder data(Dataset images) {
    given = images;
    return this;
  }

  /**
   * Gives the images that are for training; otherwise those are the training part of the data set
   * that was named, or what comes after the experiment's own images.
   *
   * @param images in the shape that the model takes
   * @return this builder
   */
  public ExperimentBuilder training(Dataset images) {
    givenTraining = images;
    return this;
  }

  /**
   * Leaves out the first images.
   *
   * @param newOffset how many to leave out; by default 0
   * @return this builder
   */
  public ExperimentBuilder offset(int newOffset) {
    offset = newOffset;
    return this;
  }

  /**
   * Takes so many images at most.
   *
   * @param newLimit how many; by default all
   * @return this builder
   */
  public ExperimentBuilder limit(int newLimit) {
    limit = newLimit;
    return this;
  }

  /**
   * Leaves so many images at the end of a data set in one part for training, a fifth at most.
   *
   * @param images how many; by default 0
   * @return this builder
   */
  public ExperimentBuilder keepForTraining(int images) {
    keptForTraining = images;
    return this;
  }

  /**
   * Says how the engine runs the model.
   *
   * @param newOptions precision, device, threads, batch size
   * @return this builder
   */
  public ExperimentBuilder engine(EngineOptions newOptions) {
    engineOptions = newOptions;
    return this;
  }

  /**
   * Sets the seed that all randomness comes from; by default 1.
   *
   * @param newSeed any number
   * @return this builder
   */
  public ExperimentBuilder seed(long newSeed) {
    seed = newSeed;
    return this;
  }

  /**
   * Keeps every boundary point, anchor of a path and principal direction that studies find as
   * arrays in the run folder.
   *
   * @param saves whether to keep them; by default not, since they are large
   * @return this builder
   */
  public ExperimentBuilder savePoints(boolean saves) {
    savesPoints = saves;
    return this;
  }

  /**
   * Does a part of the items only, such as those of a {@link Shard}.
   *
   * @param newItems which of the items; by default {@link ItemSelection#ALL}
   * @return this builder
   */
  public ExperimentBuilder items(ItemSelection newItems) {
    items = newItems;
    return this;
  }

  /**
   * Says where finished items are kept while there is no run folder.
   *
   * @param newJournals by default {@link Journals#NONE}
   * @return this builder
   */
  public ExperimentBuilder journals(Journals newJournals) {
    journals = newJournals;
    return this;
  }

  /**
   * Says who hears of the run's progress and may end it.
   *
   * @param newListener by default {@link RunListener#NONE}
   * @return this builder
   */
  public ExperimentBuilder listener(RunListener newListener) {
    listener = newListener;
    return this;
  }

  /**
   * Opens the model and the images, chooses the pixel range if need be, and checks both.
   *
   * @return the experiment; close it
   * @throws ModelFormatException if the model gives no logits of two classes at least
   * @throws io.separatrix.data.DataException if the images are missing, or not what they must be
   * @throws io.separatrix.network.engine.DeviceNotAvailableException if there is no such device
   */
  public Experiment open() {
    RunningNetwork running = model.open(engineOptions);
    boolean done = false;
    try {
      Experiment experiment = open(running);
      done = true;
      return experiment;
    } finally {
      if (!done) {
        running.close();
      }
    }
  }

  private Experiment open(RunningNetwork running) {
    int classes = running.classes();
    requireClasses(classes);
    DatasetOptions options = reading.apply(model.dataOptions(classes));
    Dataset data = dataset(options);
    data.requireLabelsBelow(classes);
    TimedClassifier classifier = new TimedClassifier(new Cancellable(running, listener::check));
    List<Finding> findings = new ArrayList<>(model.findings());
    PixelRange range = range(classifier, data, findings);
    TrainingImages training = training(data, options);
    Images images = Images.of(data, range, offset, training.limit(limit, offset, keptForTraining));
    images.requireReadable();
    findings.addAll(DataNotes.of(data, range));
    Preflight preflight =
        Preflight.check(classifier, images, model.kind(), model.pixels().normalization());
    findings.addAll(preflight.findings());
    Network rounded = model.rounded();
    if (rounded != null) {
      try (RunningNetwork before = rounded.open(engineOptions)) {
        findings.add(RoundingCheck.of(classifier, before, images));
      }
    }
    findings.forEach(listener::noticed);
    GraphProfile profile = model.profile(running, preflight.kind());
    return new Experiment(
        new ExperimentParts(
            model,
            running,
            engineOptions,
            classifier,
            card(profile, range, shownNames(options.names(), data, classes)),
            DataCard.of(images),
            images,
            training,
            profile,
            List.copyOf(findings),
            seed,
            items,
            journals,
            savesPoints,
            listener));
  }

  private Dataset dataset(DatasetOptions options) {
    ImageShape shape = model.imageShape();
    if (given != null) {
      if (!given.shape().equals(shape)) {
        throw new IllegalArgumentException(
            given.name() + ": expected images of " + shape + ", found " + given.shape());
      }
      return given;
    }
    return name == null
        ? new NoiseImages(shape, NOISE_IMAGES)
        : Datasets.open(name, shape, options);
  }

  private TrainingImages training(Dataset data, DatasetOptions options) {
    return new TrainingImages(
        data,
        () -> {
          if (givenTraining != null) {
            return givenTraining;
          }
          if (name == null) {
            return data;
          }
          ClassNames names =
              options.names().size() > 0 ? options.names() : ClassNames.of(data.classNames());
          return Datasets.open(name, data.shape(), options.with(names).with(Split.TRAIN));
        });
  }

  private PixelRange range(TimedClassifier classifier, Dataset data, List<Finding> findings) {
    PixelRange range = model.pixels().range();
    if (range != null) {
      return range;
    }
    if (data instanceof NoiseImages) {
      findings.add(
          new Finding(
              "pixel-range",
              Finding.Severity.WARNING,
              "pixel range 0,1 assumed; name it, or give images to find out"));
      return PixelRange.UNIT;
    }
    PixelRangeChoice choice = PixelRangeChoice.of(classifier, data);
    findings.add(
        new Finding(
            "pixel-range",
            choice.sure() ? Finding.Severity.INFO : Finding.Severity.WARNING,
            "pixel range " + choice.range() + " taken (" + choice.reason() + ")"));
    return choice.range();
  }

  private static void requireClasses(int classes) {
    if (classes < 2) {
      throw new ModelFormatException(
          "output-shape: expected logits of at least two classes, found "
              + classes
              + "; with one class there is no boundary");
    }
  }

  /** The names by which the data was read, else the data's if they fit, else numbers. */
  private static List<String> shownNames(ClassNames names, Dataset data, int classes) {
    if (names.size() == classes) {
      return names.names();
    }
    return data.classNames().size() == classes
        ? data.classNames()
        : IntStream.range(0, classes).mapToObj(i -> "class " + i).toList();
  }

  private ModelCard card(GraphProfile profile, PixelRange range, List<String> names) {
    return new ModelCard(
        model.name(),
        model.source(),
        model.sha256(),
        model.network().inputShape(),
        List.of(range.low(), range.high()),
        names,
        profile.parameters(),
        profile.piecewiseLinear(),
        profile.kind().id(),
        model.facts());
  }
}
