package io.separatrix.torch;

import io.separatrix.network.Graph;
import io.separatrix.network.rewrite.BatchNormalizationFolding;
import io.separatrix.network.rewrite.IdentityRemoval;
import io.separatrix.network.rewrite.UnusedNodes;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/** A graph on a device, in evaluation mode, with constants that need no gradient. */
final class GraphNetwork extends DeviceNetwork {

  private final GraphRunner runner;
  private final RunMode mode;
  private final Map<String, Tensor> constants;

  GraphNetwork(Graph graph, Precision precision, DeviceName device) {
    super(graph.inputShape(), precision, device);
    Graph prepared = prepare(graph, precision);
    this.runner = new GraphRunner(prepared);
    this.mode = new RunMode(graph.opset(), false, false);
    this.constants = ConstantTensors.copy(prepared.constants(), precision, device());
  }

  /**
   * The same function with less to do. Weights with normalisation folded into them are rounded to
   * their type once more, which double precision is not asked for to suffer.
   */
  private static Graph prepare(Graph graph, Precision precision) {
    Graph folded = UnusedNodes.remove(ConstantFolding.apply(IdentityRemoval.apply(graph)));
    return precision == Precision.FLOAT64 ? folded : BatchNormalizationFolding.apply(folded);
  }

  @Override
  Tensor logits(Tensor images, GraphRunner.Observer observer) {
    return runner.run(images, constants, mode, observer);
  }

  @Override
  long parameters() {
    return constants.values().stream()
        .filter(Tensor::is_floating_point)
        .mapToLong(Tensor::numel)
        .sum();
  }

  @Override
  public void close() {
    constants.values().forEach(Tensor::releaseReference);
    constants.clear();
    super.close();
  }
}
