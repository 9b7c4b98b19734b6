package io.separatrix.cli;

import io.separatrix.network.Graph;
import io.separatrix.network.GraphProfile;
import io.separatrix.torch.EngineOptions;
import io.separatrix.torch.TorchClassifier;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A network before it meets an engine. */
sealed interface Network {

  /** Channels, height and width of an image. */
  List<Integer> inputShape();

  /** Opens it on an engine. */
  TorchClassifier open(EngineOptions options);

  /** Its operators; null if they cannot be seen. */
  @Nullable Graph graph();

  /** Whether all operators are piecewise linear; null if they cannot be seen. */
  @Nullable Boolean piecewiseLinear();

  /**
   * What it is made of.
   *
   * @param opened the same on an engine
   * @param piecewiseLinear what was found at images
   */
  GraphProfile profile(TorchClassifier opened, boolean piecewiseLinear);

  /** A network whose operators are known. */
  record OfGraph(Graph graph) implements Network {

    @Override
    public List<Integer> inputShape() {
      return graph.inputShape();
    }

    @Override
    public TorchClassifier open(EngineOptions options) {
      return new TorchClassifier(graph, options);
    }

    @Override
    public Boolean piecewiseLinear() {
      return GraphProfile.of(graph).piecewiseLinear();
    }

    @Override
    public GraphProfile profile(TorchClassifier opened, boolean piecewiseLinear) {
      GraphProfile read = GraphProfile.of(graph);
      return new GraphProfile(read.operators(), read.parameters(), piecewiseLinear);
    }
  }

  /**
   * A TorchScript file whose code the user lets run.
   *
   * @param inputShape channels, height and width, which the file does not say
   */
  record OfScript(Path file, List<Integer> inputShape) implements Network {

    @Override
    public TorchClassifier open(EngineOptions options) {
      return TorchClassifier.torchScript(file, inputShape, true, options);
    }

    @Override
    public @Nullable Graph graph() {
      return null;
    }

    @Override
    public @Nullable Boolean piecewiseLinear() {
      return null;
    }

    @Override
    public GraphProfile profile(TorchClassifier opened, boolean piecewiseLinear) {
      return new GraphProfile(Map.of("TorchScript", 1), opened.parameters(), piecewiseLinear);
    }
  }
}
