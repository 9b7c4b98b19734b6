package io.separatrix.cli;

import io.separatrix.network.Graph;
import io.separatrix.network.GraphProfile;
import io.separatrix.network.NetworkKind;
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

  /** Its kind by its operators; null if they cannot be seen. */
  @Nullable NetworkKind kind();

  /**
   * What it is made of.
   *
   * @param opened the same on an engine
   * @param kind what was found at images
   */
  GraphProfile profile(TorchClassifier opened, NetworkKind kind);

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
    public NetworkKind kind() {
      return GraphProfile.of(graph).kind();
    }

    @Override
    public GraphProfile profile(TorchClassifier opened, NetworkKind kind) {
      GraphProfile read = GraphProfile.of(graph);
      return new GraphProfile(read.operators(), read.parameters(), kind);
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
    public @Nullable NetworkKind kind() {
      return null;
    }

    @Override
    public GraphProfile profile(TorchClassifier opened, NetworkKind kind) {
      return new GraphProfile(Map.of("TorchScript", 1), opened.parameters(), kind);
    }
  }
}
