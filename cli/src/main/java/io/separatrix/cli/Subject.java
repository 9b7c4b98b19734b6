package io.separatrix.cli;

import io.separatrix.data.ClassNames;
import io.separatrix.data.DataException;
import io.separatrix.data.Dataset;
import io.separatrix.data.PixelRange;
import io.separatrix.experiment.Images;
import io.separatrix.experiment.check.PixelRangeChoice;
import io.separatrix.experiment.check.Preflight;
import io.separatrix.experiment.check.RoundingCheck;
import io.separatrix.experiment.model.Model;
import io.separatrix.experiment.model.Network;
import io.separatrix.experiment.run.DataCard;
import io.separatrix.experiment.run.Finding;
import io.separatrix.experiment.run.ModelCard;
import io.separatrix.geometry.Classifier;
import io.separatrix.geometry.TimedClassifier;
import io.separatrix.network.Graph;
import io.separatrix.network.GraphProfile;
import io.separatrix.network.ModelFormatException;
import io.separatrix.network.engine.EngineOptions;
import io.separatrix.network.engine.RunningNetwork;
import io.separatrix.studies.curvature.Surrogate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a run is about: a classifier on an engine, and images in its pixel range, both checked.
 *
 * @param network the network as it was read
 * @param profile what it is made of
 * @param options how the engine was asked to run it
 * @param engine runs the network; closed with the subject
 * @param classifier the same, with an account of its time, stopping when the user wants
 * @param model its description
 * @param data the description of the images
 * @param images the run's part of the data
 * @param names the class names by which the data was read; perhaps none
 * @param findings what the checks noticed
 * @param surrogates smooth networks opened beside this one; grows, and closed with the subject
 * @param remarks for what the user should know
 */
record Subject(
    Network network,
    GraphProfile profile,
    EngineOptions options,
    RunningNetwork engine,
    TimedClassifier classifier,
    ModelCard model,
    DataCard data,
    Images images,
    ClassNames names,
    List<Finding> findings,
    List<Surrogate> surrogates,
    Remarks remarks)
    implements AutoCloseable {

  /** Opens the model and the data, chooses the pixel range if need be, and checks both. */
  static Subject open(
      ModelOptions modelOptions, DataOptions dataOptions, ComputeOptions compute, Remarks remarks) {
    Model opened = modelOptions.open();
    Network network = opened.network();
    RunningNetwork engine = network.open(compute.engine());
    boolean done = false;
    try {
      requireClasses(engine.classes());
      ClassNames names = opened.classNames(engine.classes());
      dataOptions.resizing = opened.pixels().resizing();
      dataOptions.whole = opened.pixels().whole();
      Dataset data = dataOptions.open(opened.imageShape(), names);
      data.requireLabelsBelow(engine.classes());
      TimedClassifier classifier =
          new TimedClassifier(new Interruptible(engine, remarks.host().interruption()));
      List<Finding> findings = new ArrayList<>(opened.findings());
      PixelRange range = opened.pixels().range();
      if (range == null) {
        Finding finding;
        if (dataOptions.data == null) {
          range = PixelRange.UNIT;
          finding =
              new Finding(
                  "pixel-range",
                  Finding.Severity.WARNING,
                  "pixel range 0,1 assumed; name it with --range, or give --data to find out");
        } else {
          PixelRangeChoice choice = PixelRangeChoice.of(classifier, data);
          range = choice.range();
          finding =
              new Finding(
                  "pixel-range",
                  choice.sure() ? Finding.Severity.INFO : Finding.Severity.WARNING,
                  "pixel range " + range + " taken (" + choice.reason() + ")");
        }
        findings.add(finding);
      }
      Images images = Images.of(data, range, dataOptions.offset, dataOptions.limitOf(data, names));
      images.requireReadable();
      findings.addAll(DataNotes.of(data, range));
      Preflight preflight =
          Preflight.check(classifier, images, network.kind(), opened.pixels().normalization());
      findings.addAll(preflight.findings());
      Network rounded = opened.rounded();
      if (rounded != null) {
        try (RunningNetwork before = rounded.open(compute.engine())) {
          findings.add(RoundingCheck.of(classifier, before, images));
        }
      }
      findings.forEach(finding -> remarks.note(finding.name() + ": " + finding.message()));
      GraphProfile profile = network.profile(engine, preflight.kind());
      ModelCard model = card(opened, profile, range, shownNames(names, data, engine.classes()));
      Subject subject =
          new Subject(
              network,
              profile,
              compute.engine(),
              engine,
              classifier,
              model,
              card(data, images),
              images,
              names,
              findings,
              new ArrayList<>(),
              remarks);
      done = true;
      return subject;
    } finally {
      if (!done) {
        engine.close();
      }
    }
  }

  /**
   * Opens a smooth surrogate of the network.
   *
   * @param graph the network's
   * @param sharpness null to choose it by what the surrogate keeps
   */
  Surrogate surrogate(Graph graph, @Nullable Double sharpness) {
    // More images than a small run has, so that what is kept is known.
    Images tried = Images.of(images.data(), images.range(), 0, Integer.MAX_VALUE);
    Function<Graph, RunningNetwork> opening = smooth -> network.sibling(smooth).open(options);
    Surrogate surrogate =
        sharpness == null
            ? Surrogate.choose(graph, opening, classifier, tried)
            : Surrogate.of(graph, sharpness, opening, classifier, tried);
    surrogates.add(surrogate);
    return surrogate;
  }

  /** A surrogate that stops when the user wants, its time on the run's account. */
  Classifier accounted(Surrogate surrogate) {
    return classifier.including(
        new Interruptible(surrogate.classifier(), remarks.host().interruption()));
  }

  /**
   * Images that the run does not measure on: the training part of its data set or, where that has
   * one part only, what comes after the run's own images.
   *
   * @throws DataException if there are none
   */
  Images training(DataOptions dataOptions, int limit) {
    Dataset train = dataOptions.openTraining(images.data(), names);
    boolean onePart = train.sha256().equals(images.data().sha256());
    if (!onePart) {
      return Images.of(train, images.range(), 0, limit);
    }
    int after = images.offset() + images.size();
    if (after >= train.size()) {
      throw new DataException(
          train.name()
              + ": expected images beside the run's own, to find directions on, found a data set"
              + " in one part of "
              + train.size()
              + " images, which the run takes to the last; "
              + (images.size() < 2
                  ? "give more images"
                  : "leave some to them, as with --limit "
                      + Math.max(1, images.size() * 4 / 5)
                      + ", or give more images"));
    }
    return Images.of(train, images.range(), after, limit);
  }

  @Override
  public void close() {
    surrogates.forEach(Surrogate::close);
    engine.close();
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

  private static ModelCard card(
      Model opened, GraphProfile profile, PixelRange range, List<String> names) {
    return new ModelCard(
        opened.name(),
        opened.source(),
        opened.sha256(),
        opened.network().inputShape(),
        List.of(range.low(), range.high()),
        names,
        profile.parameters(),
        profile.piecewiseLinear(),
        profile.kind().id(),
        opened.facts());
  }

  private static DataCard card(Dataset data, Images images) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("images in all", "" + data.size());
    facts.put("first image", "" + images.offset());
    facts.put("preprocessing", data.preprocessing());
    String scaling = data.scaling(images.range());
    facts.put("pixels", scaling.isEmpty() ? "as stored" : scaling);
    return new DataCard(
        data.name(),
        data.name(),
        data.sha256(),
        images.size(),
        List.of(data.shape().channels(), data.shape().height(), data.shape().width()),
        facts);
  }
}
