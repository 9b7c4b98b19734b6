package io.separatrix.torch;

import io.separatrix.network.Graph;
import io.separatrix.network.engine.DeviceName;
import io.separatrix.network.engine.Precision;
import io.separatrix.network.rewrite.BatchNormalizationFolding;
import io.separatrix.network.rewrite.IdentityRemoval;
import io.separatrix.network.rewrite.UnusedNodes;
import io.separatrix.torch.operators.PackedConvolution;
import java.util.HashMap;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/** A graph on a device, in evaluation mode, with constants that need no gradient. */
final class GraphNetwork extends DeviceNetwork {

  /** The rows that weights are packed for: what a chunk has at least. */
  private static final long PACKED_ROWS = 4;

  private final GraphRunner runner;
  private final RunMode mode;
  private final Map<String, Tensor> constants;
  private final Graph graph;
  private @Nullable PackedNetwork packed;

  GraphNetwork(Graph graph, Precision precision, DeviceName device) {
    super(graph.inputShape(), precision, device);
    Graph prepared = prepare(graph, precision);
    this.graph = prepared;
    this.runner = new GraphRunner(prepared);
    this.mode = new RunMode(graph.opset(), false, false);
    this.constants = ConstantTensors.copy(prepared.constants(), precision, device());
    if (precision == Precision.FLOAT32
        && device.kind() == DeviceName.Kind.CPU
        && graph.batch() == Graph.ANY_BATCH
        && PackedConvolution.available()) {
      this.packed = pack(prepared);
    }
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
    if (graph.batch() == Graph.ANY_BATCH) {
      return runner.run(images, constants, mode, observer);
    }
    // Such a graph may mix the images of a batch, so each has a batch of its own.
    TensorVector rows = new TensorVector();
    for (long i = 0; i < images.size(0); i++) {
      Tensor batch = BatchOpening.copies(images.narrow(0, i, 1), graph.batch());
      rows.push_back(BatchOpening.alone(runner.run(batch, constants, mode, observer), graph));
    }
    return torch.cat(rows, 0);
  }

  private @Nullable PackedNetwork pack(Graph prepared) {
    try {
      return new PackedNetwork(prepared, constants, mode, convolved());
    } catch (RuntimeException e) { // all that LibTorch throws
      return null; // if the graph is wrong, its run says so
    }
  }

  /** Extents of what each convolution reads, by the name of its result; tried on one grey image. */
  private Map<String, long[]> convolved() {
    Map<String, long[]> extents = new HashMap<>();
    long[] one = new long[1 + inputShape().length];
    one[0] = 1;
    System.arraycopy(inputShape(), 0, one, 1, inputShape().length);
    NativeScope.of(
        false,
        () ->
            logits(
                images(torch.zeros(one)),
                (node, inputs, outputs) -> {
                  Tensor read = inputs.length > 0 ? inputs[0] : null;
                  if (node.operator().equals("Conv") && read != null) {
                    long[] shape = read.shape();
                    shape[0] *= PACKED_ROWS;
                    extents.put(node.outputs().get(0), shape);
                  }
                }));
    return extents;
  }

  @Override
  Tensor forward(Tensor images) {
    return packed == null ? logits(images) : packed.logits(images);
  }

  @Override
  void dropForward() {
    if (packed != null) {
      packed.close();
      packed = null;
    }
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
    dropForward();
    constants.values().forEach(Tensor::releaseReference);
    constants.clear();
    super.close();
  }
}
