package io.separatrix.torch;

import io.separatrix.network.Graph;
import io.separatrix.network.ModelFormatException;
import io.separatrix.network.Node;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Runs the nodes of a graph in order on LibTorch. The caller owns the pointer scope; every
 * intermediate result lives until it closes.
 */
public final class GraphRunner {

  private final Graph graph;
  private final List<Operator> operators;

  /**
   * @throws ModelFormatException if the graph uses an operator that is not supported
   */
  public GraphRunner(Graph graph) {
    this.graph = graph;
    this.operators = graph.nodes().stream().map(Operators::find).toList();
  }

  /**
   * @param input batch of images, N x {@link Graph#inputShape()}
   * @param constants the graph's constants as tensors, by name; not modified (but see {@link
   *     RunMode#training()})
   * @return the logits, N x L
   */
  public Tensor run(Tensor input, Map<String, Tensor> constants, RunMode mode) {
    return run(input, constants, mode, (node, inputs, outputs) -> {});
  }

  /** Sees each node right after it ran. */
  @FunctionalInterface
  interface Observer {
    void ran(Node node, @Nullable Tensor[] inputs, Tensor[] outputs);
  }

  /** As {@link #run(Tensor, Map, RunMode)}, with somebody looking on. */
  Tensor run(Tensor input, Map<String, Tensor> constants, RunMode mode, Observer observer) {
    Map<String, Tensor> values = new HashMap<>(constants);
    values.put(graph.input(), input);
    for (int i = 0; i < operators.size(); i++) {
      Node node = graph.nodes().get(i);
      @Nullable Tensor[] inputs = new Tensor[node.inputs().size()];
      for (int j = 0; j < inputs.length; j++) {
        inputs[j] = values.get(node.inputs().get(j));
      }
      Tensor[] outputs = operators.get(i).apply(node, inputs, mode);
      observer.ran(node, inputs, outputs);
      for (int j = 0; j < node.outputs().size(); j++) {
        values.put(node.outputs().get(j), outputs[j]);
      }
    }
    Tensor logits = values.get(graph.output());
    if (logits == null) {
      throw new ModelFormatException("no node writes the output '" + graph.output() + "'");
    }
    return logits;
  }
}
