package io.separatrix.experiment;

import io.separatrix.data.Images;
import io.separatrix.experiment.check.Preflight;
import io.separatrix.experiment.run.DataCard;
import io.separatrix.experiment.run.Finding;
import io.separatrix.experiment.run.ModelCard;
import io.separatrix.geometry.Classifier;
import io.separatrix.geometry.TimedClassifier;
import io.separatrix.network.Graph;
import io.separatrix.network.GraphProfile;
import io.separatrix.network.engine.RunningNetwork;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Puts an experiment together from a classifier and images. */
public final class ExperimentBuilder {

  private static final int LANES = 64;

  private final Classifier classifier;
  private final Images images;
  private @Nullable ModelCard model;
  private @Nullable GraphProfile profile;
  private @Nullable List<Finding> findings;
  private @Nullable Graph graph;
  private Function<Graph, RunningNetwork> siblings =
      unused -> {
        throw new IllegalStateException("this classifier has no graph to open others from");
      };
  private int lanes = LANES;
  private Runnable closing = () -> {};
  private long seed = 1;
  private Shard shard = Shard.WHOLE;
  private RunListener listener = RunListener.NONE;

  ExperimentBuilder(Classifier classifier, Images images) {
    int expected = images.shape().dimension();
    if (classifier.dimension() != expected) {
      throw new IllegalArgumentException(
          "expected a classifier of "
              + images.data().name()
              + "'s "
              + expected
              + " values, found one of "
              + classifier.dimension());
    }
    this.classifier = classifier;
    this.images = images;
  }

  /** Describes the network; otherwise it is called "classifier" and its classes by number. */
  public ExperimentBuilder model(ModelCard card) {
    model = card;
    return this;
  }

  /** What the network is made of and what the checks noticed; otherwise it is checked now. */
  public ExperimentBuilder checked(GraphProfile newProfile, List<Finding> newFindings) {
    profile = newProfile;
    findings = List.copyOf(newFindings);
    return this;
  }

  /**
   * The network's operators, for studies that make another network of them.
   *
   * @param opener opens a network on the same engine
   */
  public ExperimentBuilder graph(Graph newGraph, Function<Graph, RunningNetwork> opener) {
    graph = newGraph;
    siblings = opener;
    return this;
  }

  /** Items under way at one time; by default {@value #LANES}. */
  public ExperimentBuilder lanes(int newLanes) {
    lanes = newLanes;
    return this;
  }

  /** Closes the classifier with the experiment. */
  public ExperimentBuilder closing(Runnable newClosing) {
    closing = newClosing;
    return this;
  }

  /** The seed that all randomness comes from; by default 1. */
  public ExperimentBuilder seed(long newSeed) {
    seed = newSeed;
    return this;
  }

  /** Does a part of the items only. */
  public ExperimentBuilder shard(Shard newShard) {
    shard = newShard;
    return this;
  }

  /** Who hears of the run's progress and may end it. */
  public ExperimentBuilder listener(RunListener newListener) {
    listener = newListener;
    return this;
  }

  /** The experiment; close it. */
  public Experiment build() {
    if (profile == null || findings == null) {
      Preflight preflight = Preflight.check(classifier, images, null, null);
      profile = new GraphProfile(Map.of(), 0, preflight.kind());
      findings = preflight.findings();
    }
    return new Experiment(
        new ExperimentParts(
            new TimedClassifier(new Cancellable(classifier, listener)),
            model != null ? model : unnamed(profile),
            DataCard.of(images),
            images,
            profile,
            findings,
            lanes,
            graph,
            siblings,
            closing,
            seed,
            shard,
            listener));
  }

  private ModelCard unnamed(GraphProfile known) {
    return new ModelCard(
        "classifier",
        "given in Java",
        "",
        List.of(images.shape().channels(), images.shape().height(), images.shape().width()),
        List.of(images.range().low(), images.range().high()),
        IntStream.range(0, classifier.classes()).mapToObj(i -> "class " + i).toList(),
        known.parameters(),
        known.piecewiseLinear(),
        known.kind().id(),
        Map.of());
  }
}
