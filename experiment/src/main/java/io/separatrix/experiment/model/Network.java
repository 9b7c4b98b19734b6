package io.separatrix.experiment.model;

import io.separatrix.geometry.Classifier;
import io.separatrix.network.Graph;
import io.separatrix.network.GraphProfile;
import io.separatrix.network.NetworkKind;
import io.separatrix.network.engine.EngineOptions;
import io.separatrix.network.engine.RunningNetwork;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A network before it runs. */
public sealed interface Network {

  /** {@return the channels, height and width of an image} */
  List<Integer> inputShape();

  /**
   * Opens it on its engine.
   *
   * @param options precision, device, threads, batch size
   * @return the network; to be closed by the caller
   * @throws io.separatrix.network.ModelFormatException if it does not turn images into logits
   * @throws io.separatrix.network.engine.DeviceNotAvailableException if there is no such device or
   *     engine
   */
  RunningNetwork open(EngineOptions options);

  /** {@return its operators; null if they cannot be seen} */
  @Nullable Graph graph();

  /** {@return its kind by its operators; null if they cannot be seen} */
  @Nullable NetworkKind kind();

  /**
   * What it is made of.
   *
   * @param running the same, opened
   * @param found its kind as it was found at images
   * @return parameters, operators, kind
   */
  GraphProfile profile(RunningNetwork running, NetworkKind found);

  /**
   * {@return another graph that runs where this network does, such as a smooth surrogate of it}
   *
   * @param graph for images of the same shape
   */
  Network sibling(Graph graph);

  /**
   * A network whose operators are known.
   *
   * @param graph from images to logits
   * @param engine name of the engine that runs it; null for the only one
   */
  record OfGraph(Graph graph, @Nullable String engine) implements Network {

    @Override
    public List<Integer> inputShape() {
      return graph.inputShape();
    }

    @Override
    public RunningNetwork open(EngineOptions options) {
      return Engines.find(engine).open(graph, options);
    }

    @Override
    public NetworkKind kind() {
      return GraphProfile.of(graph).kind();
    }

    @Override
    public GraphProfile profile(RunningNetwork running, NetworkKind found) {
      GraphProfile read = GraphProfile.of(graph);
      return new GraphProfile(read.operators(), read.parameters(), found);
    }

    @Override
    public Network sibling(Graph other) {
      return new OfGraph(other, engine);
    }
  }

  /**
   * A file that only an engine reads: a program, whose code the user lets run.
   *
   * @param file where it is
   * @param format name of its format
   * @param inputShape channels, height and width, which the file does not say
   * @param engine name of the engine that reads it
   */
  record OfFile(Path file, String format, List<Integer> inputShape, String engine)
      implements Network {

    /** Copies the shape. */
    public OfFile {
      inputShape = List.copyOf(inputShape);
    }

    @Override
    public RunningNetwork open(EngineOptions options) {
      return Engines.find(engine).open(file, inputShape, options);
    }

    @Override
    public @Nullable Graph graph() {
      return null;
    }

    @Override
    public @Nullable NetworkKind kind() {
      return null;
    }

    @Override
    public GraphProfile profile(RunningNetwork running, NetworkKind found) {
      return new GraphProfile(Map.of(format, 1), running.parameters(), found);
    }

    @Override
    public Network sibling(Graph graph) {
      return new OfGraph(graph, engine);
    }
  }

  /**
   * A user's own classifier, which runs wherever it runs: of the options only the batch size
   * counts. The user closes it, if it needs that.
   *
   * @param classifier closed by nobody but the user
   * @param inputShape channels, height and width of its images
   */
  record OfClassifier(Classifier classifier, List<Integer> inputShape) implements Network {

    /** Copies the shape. */
    public OfClassifier {
      inputShape = List.copyOf(inputShape);
    }

    @Override
    public RunningNetwork open(EngineOptions options) {
      return new RunningClassifier(classifier, options);
    }

    @Override
    public @Nullable Graph graph() {
      return null;
    }

    @Override
    public @Nullable NetworkKind kind() {
      return null;
    }

    @Override
    public GraphProfile profile(RunningNetwork running, NetworkKind found) {
      return new GraphProfile(Map.of("Classifier", 1), running.parameters(), found);
    }

    @Override
    public Network sibling(Graph graph) {
      return new OfGraph(graph, null);
    }
  }
}
